package io.sidecart.model.rows;

import io.sidecart.model.ids.IdDictionary;
import io.sidecart.model.ids.IdSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to read the ids of one column: whole numbers, or texts with a number in a dictionary. */
final class IdCell implements AutoCloseable {
  private final Cell cell;
  private final @Nullable IdSource source;
  private IdSource.@Nullable Opened opened;

  IdCell(Cell cell, @Nullable IdSource source) {
    this.cell = cell;
    this.source = source;
  }

  boolean isBlank(List<String> cells) throws MalformedCellException {
    return cell.text(cells).isEmpty();
  }

  int id(List<String> cells) throws MalformedCellException {
    if (source == null) {
      return cell.id(cells);
    }
    String text = cell.filled(cells);
    if (opened == null) {
      // Not before the first row: a header is checked when there is no dictionary yet.
      opened = source.open();
    }
    int number = opened.dictionary().numberOf(text);
    if (number == IdDictionary.UNKNOWN) {
      throw new MalformedCellException("not-in-the-dictionary", cell.name(), "has no number", text);
    }
    return number;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
