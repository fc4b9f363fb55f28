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
    items.merge(itemId, new OwnItem(itemId, times, lastBought), OwnItem::plus);
  }

  OwnPurchases purchases() {
    return OwnPurchases.of(items.values());
  }
}
