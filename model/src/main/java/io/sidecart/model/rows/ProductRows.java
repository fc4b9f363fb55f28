package io.sidecart.model.rows;

import io.sidecart.model.ItemFeatures;
import java.util.List;

/**
 * A table of products, one item a row.
 *
 * @param item whole numbers
 * @param department any text; {@link #UNKNOWN} where it is blank
 * @param category any text; {@link #UNKNOWN} where it is blank
 */
public record ProductRows(Column item, Column department, Column category)
    implements RowFormat<ItemFeatures> {
  public static final String UNKNOWN = "UNKNOWN";

  @Override
  public RowParser<ItemFeatures> parserOf(Header header) {
    return new Parser(
        Cell.of(item, header), Cell.of(department, header), Cell.of(category, header));
  }

  private record Parser(Cell item, Cell department, Cell category)
      implements RowParser<ItemFeatures> {

    @Override
    public ParsedRow<ItemFeatures> parse(String source, long line, List<String> cells) {
      try {
        return new ParsedRow.Kept<>(
            new ItemFeatures(
                item.id(cells),
                orUnknown(department.text(cells)),
                orUnknown(category.text(cells))));
      } catch (MalformedCellException e) {
        return new ParsedRow.Malformed<>(e.fault());
      }
    }

    private static String orUnknown(String text) {
      return text.isEmpty() ? UNKNOWN : text;
    }
  }
}
