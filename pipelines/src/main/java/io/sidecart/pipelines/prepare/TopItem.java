package io.sidecart.pipelines.prepare;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import org.jspecify.annotations.Nullable;

/**
 * An item of the baseline top_5 with its features.
 *
 * @param position from 0
 * @param originalId the item's id as text, null where ids are whole numbers
 */
record TopItem(
    int position, int itemId, @Nullable String originalId, String department, String category) {
  private static final String SEPARATOR = "\t";

  static TopItem of(BaselineItem item, ItemFeatures features) {
    return new TopItem(
        item.position(), item.itemId(), null, features.department(), features.category());
  }

  TopItem withOriginalId(String text) {
    return new TopItem(position, itemId, text, department, category);
  }

  String toLine() {
    return String.join(
        SEPARATOR, Integer.toString(position), Integer.toString(itemId), department, category);
  }

  static TopItem ofLine(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    return new TopItem(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), null, parts[2], parts[3]);
  }
}
