package io.sidecart.pipelines.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A user of a trial by time.
 *
 * @param id the user
 * @param before the items bought before the window, in any order
 * @param within the items bought in the window
 */
record TrialUser(int id, List<Bought> before, Set<Integer> within) {

  /**
   * An item and how often it was bought.
   *
   * @param itemId the item
   * @param times in how many purchases
   */
  record Bought(int itemId, long times) {
    /** The one bought more often first, ties by item. */
    static final Comparator<Bought> BY_TIMES =
        Comparator.comparingLong(Bought::times).reversed().thenComparingInt(Bought::itemId);
  }

  /**
   * The items that the user bought most often, and behind them what all bought most often.
   *
   * @param popular best first; with the user's own they must be enough
   */
  List<Integer> mostFrequent(int k, List<Integer> popular) {
    List<Integer> items =
        new ArrayList<>(
            before.stream().sorted(Bought.BY_TIMES).limit(k).map(Bought::itemId).toList());
    for (Integer item : popular) {
      if (items.size() < k && !items.contains(item)) {
        items.add(item);
      }
    }
    return items;
  }

  /** How many of the items the user bought in the window. */
  long hits(Collection<Integer> items) {
    return items.stream().filter(within::contains).count();
  }
}
