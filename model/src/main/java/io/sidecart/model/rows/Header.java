package io.sidecart.model.rows;

import io.sidecart.model.SidecartException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a table's columns, in order; case and surrounding space do not matter. */
public final class Header {
  /** The index of a column that a table does not have. */
  public static final int ABSENT = -1;

  private static final int DUPLICATE = -2;

  private final List<String> names;
  private final Map<String, Integer> indexes = new HashMap<>();

  public Header(List<String> names) {
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      indexes.merge(key(names.get(i)), i, (first, second) -> DUPLICATE);
    }
  }

  public int size() {
    return names.size();
  }

  /**
   * Where the column stands, from 0, or {@link #ABSENT} for an optional one that is not there.
   *
   * @throws SidecartException if a required column is not there, or the column stands twice
   */
  public int indexOf(Column column) {
    for (String name : column.names()) {
      Integer index = indexes.get(key(name));
      if (index != null && index == DUPLICATE) {
        throw new SidecartException("the column " + name + " stands twice in the header");
      }
      if (index != null) {
        return index;
      }
    }
    if (column.isRequired()) {
      throw new SidecartException(
          "there is no column %s (--%s names it); the header has: %s"
              .formatted(
                  String.join(" or ", column.names()), column.option(), String.join(", ", names)));
    }
    return ABSENT;
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
