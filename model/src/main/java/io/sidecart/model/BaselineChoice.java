package io.sidecart.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The few items for users of whom nothing is known. */
public final class BaselineChoice {
  private BaselineChoice() {}

  /**
   * The most popular item of each of the categories that come first. An item whose category is not
   * known stands for one of its own.
   *
   * @param ranked best first
   * @param features of the known items; others are passed over
   * @param size how many items, fewer where there are not so many categories
   */
  public static List<Integer> top(
      List<RankedItem> ranked, Map<Integer, ItemFeatures> features, int size) {
    List<Integer> chosen = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (RankedItem item : ranked) {
      ItemFeatures known = features.get(item.itemId());
      if (chosen.size() < size && known != null && isNew(known.category(), taken)) {
        chosen.add(item.itemId());
      }
    }
    return chosen;
  }

  private static boolean isNew(String category, Set<String> taken) {
    return category.equals(ItemFeatures.UNKNOWN) || taken.add(category);
  }

  /**
   * Any items, each with the same chance.
   *
   * @param items in any order, each once; the choice does not depend on it
   * @param seed the same seed chooses the same items
   */
  public static List<Integer> random(Collection<Integer> items, int size, long seed) {
    List<Integer> pool = new ArrayList<>(items);
    pool.sort(null);
    Random random = new Random(seed);
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < size && !pool.isEmpty()) {
      chosen.add(pool.remove(random.nextInt(pool.size())));
    }
    return chosen;
  }

  /** The elements of a baseline, by position. */
  public static List<BaselineItem> named(String name, List<Integer> items) {
    List<BaselineItem> baseline = new ArrayList<>();
    for (int position = 0; position < items.size(); position++) {
      baseline.add(new BaselineItem(name, position, items.get(position)));
    }
    return baseline;
  }
}
