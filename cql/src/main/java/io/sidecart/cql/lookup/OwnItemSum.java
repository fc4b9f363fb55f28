package io.sidecart.cql.lookup;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up a user's rows of all origins to one entry an item. */
final class OwnItemSum {
  private final Map<Integer, OwnItem> items = new HashMap<>();

  void add(int itemId, int times, @Nullable Instant lastBought) {
    items.merge(itemId, new OwnItem(itemId, times, lastBought), OwnItemSum::sum);
  }

  OwnPurchases purchases() {
    return OwnPurchases.of(items.values());
  }

  private static OwnItem sum(OwnItem one, OwnItem other) {
    return new OwnItem(
        one.itemId(),
        one.timesBought() + other.timesBought(),
        later(one.lastBought(), other.lastBought()));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
