package io.sidecart.model.rows;

import java.util.List;

/**
 * The ids of a table as they stand there, for giving numbers to them. A blank one is dropped.
 *
 * @param column any text
 */
public record IdRows(Column column) implements RowFormat<String> {
  public static final String BLANK = "blank";

  @Override
  public RowParser<String> parserOf(Header header) {
    return new Parser(Cell.of(column, header));
  }

  private record Parser(Cell cell) implements RowParser<String> {
    @Override
    public ParsedRow<String> parse(String source, long line, List<String> cells) {
      try {
        String text = cell.text(cells);
        return text.isEmpty() ? new ParsedRow.Dropped<>(BLANK) : new ParsedRow.Kept<>(text);
      } catch (MalformedCellException e) {
        return new ParsedRow.Malformed<>(e.fault());
      }
    }
  }
}
