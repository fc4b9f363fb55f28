package io.sidecart.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What each taste group buys: its own categories more than others, and in these some items more.
 *
 * <p>This is the structure that a recommender can find beyond popularity.
 */
final class Tastes {
  static final int GROUPS = 12;

  private static final int CATEGORIES_OF_A_GROUP = 24;
  private static final double CATEGORY_BOOST = 8;
  private static final double SHARE_OF_LIKED_ITEMS = 0.3;
  private static final double ITEM_BOOST = 5;

  /** How often a shopper buys what anyone buys rather than what the group buys. */
  private static final double SHARE_OF_COMMON_TASTE = 0.15;

  private final double[] common;
  private final double[][] byGroup = new double[GROUPS][];

  Tastes(List<Item> items, Random random) {
    common = new double[items.size()];
    double sum = 0;
    for (int i = 0; i < common.length; i++) {
      sum += items.get(i).popularity();
      common[i] = sum;
    }
    List<String> categories = items.stream().map(Item::category).distinct().toList();
    for (int group = 0; group < GROUPS; group++) {
      byGroup[group] = weights(items, categories, random);
    }
  }

  /** The index of an item that a shopper of this group takes. */
  int draw(int group, Random random) {
    double[] cumulative = random.nextDouble() < SHARE_OF_COMMON_TASTE ? common : byGroup[group];
    double point = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, point);
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
  }

  private static double[] weights(List<Item> items, List<String> categories, Random random) {
    Set<String> liked = new HashSet<>();
    while (liked.size() < Math.min(CATEGORIES_OF_A_GROUP, categories.size())) {
      liked.add(categories.get(random.nextInt(categories.size())));
    }
    double[] cumulative = new double[items.size()];
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      Item item = items.get(i);
      boolean isLikedItem = random.nextDouble() < SHARE_OF_LIKED_ITEMS;
      double boost = liked.contains(item.category()) ? CATEGORY_BOOST : 1;
      sum += item.popularity() * boost * (isLikedItem ? ITEM_BOOST : 1);
      cumulative[i] = sum;
    }
    return cumulative;
  }
}
