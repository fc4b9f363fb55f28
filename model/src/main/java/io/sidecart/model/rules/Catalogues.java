package io.sidecart.model.rules;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.evaluate.PurchaseLog;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes catalogues. */
public final class Catalogues {
  /** After so many days a purchase counts half for popularity. */
  private static final double HALF_LIFE = 28;

  private static final double DAY = 86_400_000;

  private Catalogues() {}

  /**
   * The items that were bought or have features. A purchase without a time counts for popularity as
   * the last one with a time does.
   *
   * @param purchases where prices and popularity come from
   * @param features where categories come from
   */
  public static Catalogue of(PurchaseLog purchases, Collection<ItemFeatures> features) {
    List<String> names =
        features.stream()
            .map(ItemFeatures::category)
            .filter(name -> !name.equals(ItemFeatures.UNKNOWN))
            .distinct()
            .sorted()
            .toList();
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[] ids =
        IntStream.concat(
                Arrays.stream(purchases.itemIds()),
                features.stream().mapToInt(ItemFeatures::itemId))
            .sorted()
            .distinct()
            .toArray();
    int[] categories = new int[ids.length];
    Arrays.fill(categories, Catalogue.UNKNOWN);
    for (ItemFeatures each : features) {
      categories[Arrays.binarySearch(ids, each.itemId())] =
          numbers.getOrDefault(each.category(), Catalogue.UNKNOWN);
    }
    float[] prices = new float[ids.length];
    float[] popularity = new float[ids.length];
    count(purchases, ids, prices, popularity);
    return new Catalogue(names, ids, categories, prices, popularity);
  }

  private static void count(PurchaseLog purchases, int[] ids, float[] prices, float[] popularity) {
    long end = IntStream.range(0, purchases.size()).mapToLong(purchases::time).max().orElse(0);
    double[] sums = new double[ids.length];
    double[] decayed = new double[ids.length];
    int[] rows = new int[ids.length];
    for (int row = 0; row < purchases.size(); row++) {
      int item = Arrays.binarySearch(ids, purchases.itemId(row));
      rows[item]++;
      sums[item] += purchases.salesValue(row) / Math.max(1, purchases.quantity(row));
      long time = purchases.time(row);
      decayed[item] +=
          time == PurchaseLog.NO_TIME ? 1 : Math.pow(0.5, (end - time) / DAY / HALF_LIFE);
    }
    for (int item = 0; item < ids.length; item++) {
      prices[item] = rows[item] == 0 ? Float.NaN : (float) (sums[item] / rows[item]);
      popularity[item] = (float) decayed[item];
    }
  }
}
