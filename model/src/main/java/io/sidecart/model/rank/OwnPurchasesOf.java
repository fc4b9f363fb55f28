package io.sidecart.model.rank;

import static io.sidecart.model.evaluate.PurchaseLog.NO_TIME;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.evaluate.PurchaseLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the look-up would answer, from purchases in memory. */
public final class OwnPurchasesOf {
  private OwnPurchasesOf() {}

  /** Of the user at an index of the purchases. */
  public static OwnPurchases user(PurchaseLog purchases, int user) {
    Map<Integer, OwnItem> items = new HashMap<>();
    for (int row = purchases.start(user); row < purchases.end(user); row++) {
      long time = purchases.time(row);
      Instant bought = time == NO_TIME ? null : Instant.ofEpochMilli(time);
      OwnItem item = new OwnItem(purchases.itemId(row), 1, bought);
      items.merge(item.itemId(), item, OwnItem::plus);
    }
    List<OwnItem> owned = new ArrayList<>(items.values());
    return owned.isEmpty() ? OwnPurchases.none() : OwnPurchases.of(owned);
  }
}
