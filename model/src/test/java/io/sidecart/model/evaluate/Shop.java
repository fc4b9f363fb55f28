package io.sidecart.model.evaluate;

import io.sidecart.model.Purchase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Planted purchases, one a day or so, each row on its own line. */
public final class Shop {
  private final List<Purchase> purchases = new ArrayList<>();

  /** The user buys the items on a day, in a basket of that day. */
  public Shop buys(int user, int day, int... items) {
    for (int item : items) {
      add(user, item, "basket " + day, day(day));
    }
    return this;
  }

  /** The user buys the items in the basket of a day, of which no time is known. */
  Shop buysAtNoTime(int user, int day, int... items) {
    for (int item : items) {
      add(user, item, "basket " + day, null);
    }
    return this;
  }

  /** The user buys the items; neither the day nor the basket is known. */
  public Shop buysSometime(int user, int... items) {
    for (int item : items) {
      add(user, item, null, null);
    }
    return this;
  }

  private void add(int user, int item, @Nullable String basket, @Nullable Instant time) {
    purchases.add(
        new Purchase("shop.csv", purchases.size() + 2L, user, item, 1, 1.5, basket, time));
  }

  /** The start of a day. */
  public static Instant day(int day) {
    return Instant.EPOCH.plus(Duration.ofDays(day));
  }

  public static long millis(int day) {
    return day(day).toEpochMilli();
  }

  public PurchaseLog log() {
    return log(purchases);
  }

  /** The same purchases, read in another order. */
  public PurchaseLog shuffled(long seed) {
    List<Purchase> shuffled = new ArrayList<>(purchases);
    Collections.shuffle(shuffled, new Random(seed));
    return log(shuffled);
  }

  private static PurchaseLog log(List<Purchase> rows) {
    PurchaseLog.Builder log = PurchaseLog.builder();
    rows.forEach(log::add);
    return log.build();
  }
}
