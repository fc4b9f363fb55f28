package io.sidecart.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The share of the recommended items that the user ever bought.
 *
 * <p>This is the original system's measure. It is leaky: a purchase that the model was trained on,
 * or the very one that the event tells, counts as a hit.
 */
public final class PrecisionAtK {

  private PrecisionAtK() {}

  /**
   * Hits divided by k, from 0 to 1; null when the user has no purchases on record.
   *
   * @param recommendations what was recommended; only the first k count
   * @param k how many items were asked for, at least 1; fewer recommendations than that are misses
   * @param purchases what the user bought
   */
  public static @Nullable Double of(
      List<Recommendation> recommendations, int k, OwnPurchases purchases) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", it must be at least 1");
    }
    if (purchases.isEmpty()) {
      return null;
    }
    int hits = 0;
    for (int i = 0; i < Math.min(k, recommendations.size()); i++) {
      if (purchases.contains(recommendations.get(i).itemId())) {
        hits++;
      }
    }
    return (double) hits / k;
  }
}
