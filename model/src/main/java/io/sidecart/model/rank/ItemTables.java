package io.sidecart.model.rank;

import static io.sidecart.model.evaluate.PurchaseLog.NO_TIME;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.evaluate.PurchaseLog;
import java.util.Arrays;

/** Counts what purchases say of each item. */
public final class ItemTables {
  static final double DAY = 86_400_000;

  private static final double WEEK = 7;
  private static final double MONTH = 28;
  private static final double QUARTER = 90;

  /** How many buyers' worth of the average an item's own rates are drawn to. */
  private static final double PRIOR = 5;

  private static final double PRIOR_REPEAT_RATE = 0.1;
  private static final double PRIOR_INTERVAL = 60;

  private final PurchaseLog purchases;
  private final long at;
  private final int[] ids;
  private final double[] rows;
  private final double[] week;
  private final double[] month;
  private final double[] quarter;
  private final double[] prices;
  private final double[] buyers;
  private final double[] repeatBuyers;
  private final double[] intervalBuyers;
  private final double[] intervalSums;
  private final long[] firstSold;

  private ItemTables(PurchaseLog purchases, long at) {
    this.purchases = purchases;
    this.at = at;
    this.ids = purchases.itemIds();
    int size = ids.length;
    rows = new double[size];
    week = new double[size];
    month = new double[size];
    quarter = new double[size];
    prices = new double[size];
    buyers = new double[size];
    repeatBuyers = new double[size];
    intervalBuyers = new double[size];
    intervalSums = new double[size];
    firstSold = new long[size];
    Arrays.fill(firstSold, at);
  }

  /**
   * The table of all items that were bought.
   *
   * @param purchases none of them after {@code at}
   * @param at in milliseconds since 1970
   */
  public static ItemTable of(PurchaseLog purchases, long at) {
    return new ItemTables(purchases, at).count();
  }

  private ItemTable count() {
    for (int row = 0; row < purchases.size(); row++) {
      addRow(row);
    }
    for (int user = 0; user < purchases.users(); user++) {
      addOwner(user);
    }
    return new ItemTable(
        at, ids, values(), intervals(), firstSold, CountNeighbours.of(purchases, ids));
  }

  private void addRow(int row) {
    int item = index(purchases.itemId(row));
    rows[item]++;
    prices[item] += purchases.salesValue(row) / Math.max(1, purchases.quantity(row));
    long time = purchases.time(row);
    if (time != NO_TIME) {
      double age = Math.max(0, at - time) / DAY;
      week[item] += Math.pow(0.5, age / WEEK);
      month[item] += Math.pow(0.5, age / MONTH);
      quarter[item] += Math.pow(0.5, age / QUARTER);
      firstSold[item] = Math.min(firstSold[item], time);
    }
  }

  private void addOwner(int user) {
    OwnPurchases own = OwnPurchasesOf.user(purchases, user);
    int[] timed = timed(user, own);
    for (int i = 0; i < own.size(); i++) {
      int item = index(own.itemId(i));
      buyers[item]++;
      if (own.timesBought(i) > 1) {
        repeatBuyers[item]++;
      }
      if (timed[i] > 1) {
        intervalBuyers[item]++;
        intervalSums[item] += (own.lastBought(i) - own.firstBought(i)) / DAY / (timed[i] - 1);
      }
    }
  }

  /** In how many purchases that have a time each item was bought: others end no interval. */
  private int[] timed(int user, OwnPurchases own) {
    int[] timed = new int[own.size()];
    for (int row = purchases.start(user); row < purchases.end(user); row++) {
      if (purchases.time(row) != NO_TIME) {
        timed[own.indexOf(purchases.itemId(row))]++;
      }
    }
    return timed;
  }

  private int index(int itemId) {
    return Arrays.binarySearch(ids, itemId);
  }

  private float[] values() {
    float[] values = new float[ids.length * ItemTable.STATIC];
    for (int item = 0; item < ids.length; item++) {
      int start = item * ItemTable.STATIC;
      values[start + ItemTable.BUYERS] = log(buyers[item] + 0.5);
      values[start + ItemTable.WEEK] = log(week[item] + 0.5);
      values[start + ItemTable.MONTH] = log(month[item] + 0.5);
      values[start + ItemTable.QUARTER] = log(quarter[item] + 0.5);
      values[start + ItemTable.TREND] = log((week[item] + 0.5) / (rows[item] + 0.5));
      values[start + ItemTable.REPEAT] =
          (float) ((repeatBuyers[item] + PRIOR * PRIOR_REPEAT_RATE) / (buyers[item] + PRIOR));
      values[start + ItemTable.PRICE] = log(prices[item] / rows[item] + 0.01);
    }
    return values;
  }

  private float[] intervals() {
    float[] intervals = new float[ids.length];
    for (int item = 0; item < ids.length; item++) {
      intervals[item] =
          (float) ((intervalSums[item] + PRIOR * PRIOR_INTERVAL) / (intervalBuyers[item] + PRIOR));
    }
    return intervals;
  }

  private static float log(double value) {
    return (float) Math.log(value);
  }
}
