package io.sidecart.model.rules;

import io.sidecart.model.OneLine;
import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.IdDictionary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list of items: one id a line; empty lines are passed over. */
public final class ItemList {
  private ItemList() {}

  /**
   * The items of a list.
   *
   * @param file its name, for messages
   * @param ids the numbers of ids that are text; null where ids are whole numbers
   * @throws SidecartException if a line is no item's id; the message names file, line and value
   */
  public static ItemSet parse(String file, String content, @Nullable IdDictionary ids) {
    List<Integer> items = new ArrayList<>();
    List<String> lines = content.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String value = OneLine.of(lines.get(i));
      if (!value.isEmpty()) {
        int id = ids == null ? number(value) : ids.numberOf(value);
        if (id < 0) {
          throw new SidecartException(
              "%s:%d: '%s' is no item's id: %s"
                  .formatted(
                      file,
                      i + 1,
                      value,
                      ids == null
                          ? "give one whole number a line"
                          : "the dictionary of items does not have it"));
        }
        items.add(id);
      }
    }
    return ItemSet.of(items);
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return IdDictionary.UNKNOWN;
    }
  }
}
