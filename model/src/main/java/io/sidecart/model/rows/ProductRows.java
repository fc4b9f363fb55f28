package io.sidecart.model.rows;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.ids.IdSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of products, one item a row.
 *
 * @param item whole numbers, or text
 * @param department any text; {@link #UNKNOWN} where it is blank or there is no such column
 * @param category any text; {@link #UNKNOWN} where it is blank
 * @param items the numbers of the items, null where their ids are whole numbers
 */
public record ProductRows(Column item, Column department, Column category, @Nullable IdSource items)
    implements RowFormat<ItemFeatures> {
  public static final String UNKNOWN = ItemFeatures.UNKNOWN;

  /** A table whose item ids are whole numbers. */
  public ProductRows(Column item, Column department, Column category) {
    this(item, department, category, null);
  }

  public ProductRows withItems(@Nullable IdSource numbers) {
    return new ProductRows(item, department, category, numbers);
  }

  @Override
  public RowParser<ItemFeatures> parserOf(Header header) {
    return new Parser(
        new IdCell(Cell.of(item, header), items),
        Cell.of(department, header),
        Cell.of(category, header));
  }

  private record Parser(IdCell item, Cell department, Cell category)
      implements RowParser<ItemFeatures> {

    @Override
    public ParsedRow<ItemFeatures> parse(String source, long line, List<String> cells) {
      try {
        return new ParsedRow.Kept<>(
            new ItemFeatures(
                item.id(cells), orUnknown(department, cells), orUnknown(category, cells)));
      } catch (MalformedCellException e) {
        return new ParsedRow.Malformed<>(e.fault());
      }
    }

    @Override
    public void close() {
      item.close();
    }

    private static String orUnknown(Cell cell, List<String> cells) throws MalformedCellException {
      String text = cell.isAbsent() ? "" : cell.text(cells);
      return text.isEmpty() ? UNKNOWN : text;
    }
  }
}
