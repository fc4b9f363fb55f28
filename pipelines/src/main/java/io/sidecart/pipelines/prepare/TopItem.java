package io.sidecart.pipelines.prepare;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;

/**
 * An item of the baseline top_5 with its features.
 *
 * @param position from 0
 */
record TopItem(int position, int itemId, String department, String category) {
  private static final String SEPARATOR = "\t";

  static TopItem of(BaselineItem item, ItemFeatures features) {
    return new TopItem(item.position(), item.itemId(), features.department(), features.category());
  }

  String toLine() {
    return String.join(
        SEPARATOR, Integer.toString(position), Integer.toString(itemId), department, category);
  }

  static TopItem ofLine(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    return new TopItem(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2], parts[3]);
  }
}
