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

  /** Rows that know no first time and no decayed count are of purchases of one time. */
  void add(
      int itemId,
      int times,
      @Nullable Instant firstBought,
      @Nullable Instant lastBought,
      @Nullable Double decayed) {
    OwnItem item =
        lastBought == null || firstBought == null || decayed == null
            ? new OwnItem(itemId, times, lastBought)
            : new OwnItem(itemId, times, firstBought, lastBought, decayed);
    items.merge(itemId, item, OwnItem::plus);
  }

  /** One event. */
  void add(int itemId, Instant bought) {
    items.merge(itemId, new OwnItem(itemId, 1, bought), OwnItem::plus);
  }

  OwnPurchases purchases() {
    return OwnPurchases.of(items.values());
  }
}
