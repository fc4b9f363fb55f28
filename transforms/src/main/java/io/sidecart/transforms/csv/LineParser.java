package io.sidecart.transforms.csv;

import io.sidecart.model.rows.ParsedRow;
import io.sidecart.model.rows.RowParser;
import java.io.IOException;
import java.util.List;

/** From the text of a line to what the row says. */
final class LineParser<T> {
  private final String source;
  private final int columns;
  private final RowParser<T> rows;

  /**
   * @param source the name of the file
   * @param columns how many cells a row has
   */
  LineParser(String source, int columns, RowParser<T> rows) {
    this.source = source;
    this.columns = columns;
    this.rows = rows;
  }

  ParsedRow<T> parse(long line, String text) {
    if (text.length() > CsvFile.LONGEST_LINE) {
      return malformed(
          "too-long", "the line has more than " + CsvFile.LONGEST_LINE + " characters");
    }
    List<String> cells;
    try {
      cells = CsvFile.cells(text);
    } catch (IOException e) {
      return text.indexOf('\r') < 0
          ? malformed("broken-quote", "a quote is left open or misplaced")
          : malformed("carriage-return", "a carriage return stands in the middle of the line");
    }
    if (cells.size() != columns) {
      return malformed(
          "wrong-number-of-cells",
          "the row has %d cells, the header %d".formatted(cells.size(), columns));
    }
    return rows.parse(source, line, cells);
  }

  private ParsedRow<T> malformed(String reason, String detail) {
    return new ParsedRow.Malformed<>(new ParsedRow.Fault(reason, detail));
  }
}
