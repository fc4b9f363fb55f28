package io.sidecart.model.rank;

import io.sidecart.model.factors.Shortlist;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The items that everybody's candidates include. */
final class PopularItems {
  /** How many there are. */
  static final int COUNT = 64;

  private PopularItems() {}

  /**
   * Half of them best sellers of the last week, half of the last month; by index.
   *
   * @param shown by index whether an item may be among them; null for all
   */
  static int[] of(ItemTable items, boolean @Nullable [] shown) {
    boolean[] taken = new boolean[items.size()];
    int[] popular = new int[Math.min(COUNT, items.size())];
    int found = 0;
    for (int column : new int[] {ItemTable.WEEK, ItemTable.MONTH}) {
      Shortlist best = new Shortlist(Math.min(COUNT, items.size()));
      for (int item = 0; item < items.size(); item++) {
        if (shown == null || shown[item]) {
          best.offer(item, items.value(item, column));
        }
      }
      int until = column == ItemTable.WEEK ? (popular.length + 1) / 2 : popular.length;
      for (int i = 0; i < best.size() && found < until; i++) {
        if (!taken[best.item(i)]) {
          taken[best.item(i)] = true;
          popular[found++] = best.item(i);
        }
      }
    }
    int[] sorted = Arrays.copyOf(popular, found);
    Arrays.sort(sorted);
    return sorted;
  }
}
