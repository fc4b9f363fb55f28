package io.sidecart.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The share of k recommended items that the user ever bought.
 *
 * <p>A leaky measure: a purchase counts whether it was made before or after the recommendation.
 */
public final class PrecisionAtK {
  private PrecisionAtK() {}

  /**
   * Hits among the first k recommendations, divided by k, also where there are fewer of them.
   *
   * @param k at least 1
   * @return from 0 to 1; null when the user has no purchases on record
   */
  public static @Nullable Double of(
      List<Recommendation> recommendations, OwnPurchases ownPurchases, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", but it must be at least 1");
    }
    if (ownPurchases.isEmpty()) {
      return null;
    }
    int hits = 0;
    for (int i = 0; i < Math.min(k, recommendations.size()); i++) {
      if (ownPurchases.contains(recommendations.get(i).itemId())) {
        hits++;
      }
    }
    return (double) hits / k;
  }
}
