package io.sidecart.model.rank;

import static io.sidecart.model.OwnPurchases.NO_TIME;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Computes the signals of one user's items: the only place where that is done, for training and for
 * serving. Keeps scratch arrays, so one instance serves one thread.
 */
final class SignalReader {
  /** Stands for the index among own purchases of an item that is not among them. */
  static final int NOT_OWNED = -1;

  /**
   * The model's knowledge of items ends with its data. A clock that is further ahead than this many
   * days makes no item more due, unless the user bought something in that time.
   */
  static final double MOST_DAYS_AHEAD = 28;

  private static final double DAY = ItemTables.DAY;

  /** Age of what has no time. */
  private static final double UNKNOWN_AGE = 365;

  /** After so many days an own item counts half for its neighbours. */
  private static final double NEIGHBOUR_HALF_LIFE = 60;

  private static final double NEIGHBOUR_LEAST = 0.1;

  /** The places of the factors of each product. */
  private static final int[] ONES = products().mapToInt(Signal::one).toArray();

  private static final int[] OTHERS = products().mapToInt(Signal::other).toArray();

  private final ItemTable items;
  private final float[] similar;
  private final int[] touched;
  private int touchedSize;

  private OwnPurchases own = OwnPurchases.none();
  private double now;
  private long lastBought;
  private double rows;
  private double lastAge;
  private double meanPrice;
  private double userItems;
  private double userLast;
  private double userFirst;
  private double userRepeat;

  private static Stream<Signal> products() {
    return Arrays.stream(Signal.values()).skip(Signal.FIRST_PRODUCT);
  }

  SignalReader(ItemTable items) {
    this.items = items;
    this.similar = new float[items.size()];
    this.touched = new int[items.size()];
  }

  /**
   * Turns to a user.
   *
   * @param at the time to rank for, in milliseconds since 1970; full days count
   */
  void read(OwnPurchases purchases, long at) {
    own = purchases;
    lastBought = NO_TIME;
    long firstBought = Long.MAX_VALUE;
    rows = 0;
    int repeats = 0;
    for (int i = 0; i < own.size(); i++) {
      rows += own.timesBought(i);
      repeats += own.timesBought(i) > 1 ? 1 : 0;
      if (own.lastBought(i) != NO_TIME) {
        lastBought = Math.max(lastBought, own.lastBought(i));
        firstBought = Math.min(firstBought, own.firstBought(i));
      }
    }
    now = day(at);
    lastAge = lastBought == NO_TIME ? UNKNOWN_AGE : age(lastBought);
    userItems = Math.log(own.size() + 1.0);
    userLast = Math.log(lastAge + 1);
    userFirst = Math.log((lastBought == NO_TIME ? UNKNOWN_AGE : age(firstBought)) + 1);
    userRepeat = (repeats + 0.5) / (own.size() + 5);
    readItems();
  }

  private double day(long at) {
    double latest = items.at() + MOST_DAYS_AHEAD * DAY;
    double limited = Math.min(at, lastBought == NO_TIME ? latest : Math.max(latest, lastBought));
    return Math.floor(limited / DAY) * DAY;
  }

  /** In days, at least 0. */
  private double age(long time) {
    return Math.max(0, (now - time) / DAY);
  }

  private void readItems() {
    for (int i = 0; i < touchedSize; i++) {
      similar[touched[i]] = 0;
    }
    touchedSize = 0;
    double prices = 0;
    int known = 0;
    Neighbours neighbours = items.neighbours();
    for (int i = 0; i < own.size(); i++) {
      int item = items.indexOf(own.itemId(i));
      if (item >= 0) {
        known++;
        prices += items.value(item, ItemTable.PRICE);
        addNeighbours(neighbours, item, neighbourWeight(own.lastBought(i)));
      }
    }
    meanPrice = known == 0 ? Double.NaN : prices / known;
  }

  private float neighbourWeight(long last) {
    double age = last == NO_TIME ? UNKNOWN_AGE : age(last);
    return (float) (NEIGHBOUR_LEAST + Math.pow(0.5, age / NEIGHBOUR_HALF_LIFE));
  }

  private void addNeighbours(Neighbours neighbours, int item, float weight) {
    for (int place = neighbours.start(item); place < neighbours.end(item); place++) {
      int neighbour = neighbours.item(place);
      if (similar[neighbour] == 0) {
        touched[touchedSize++] = neighbour;
      }
      similar[neighbour] += weight * neighbours.similarity(place);
    }
  }

  /**
   * Writes all signals of an item.
   *
   * @param item its index in the table
   * @param owned its place among own purchases, or {@link #NOT_OWNED}
   * @param als the product of the factors
   * @param mostAls the largest of the user's products
   */
  void write(int item, int owned, float als, float mostAls, double[] signals) {
    double price = items.value(item, ItemTable.PRICE);
    double trend = items.value(item, ItemTable.TREND);
    double week = items.value(item, ItemTable.WEEK);
    double month = items.value(item, ItemTable.MONTH);
    signals[Signal.ALS.ordinal()] = als;
    signals[Signal.ALS_ROOT.ordinal()] = Math.copySign(Math.sqrt(Math.abs(als)), als);
    signals[Signal.ALS_RELATIVE.ordinal()] = als / (Math.max(0, mostAls) + 0.001);
    signals[Signal.ALS_ITEMS.ordinal()] = als * userItems;
    signals[Signal.SIMILAR.ordinal()] = Math.log(similar[item] + 0.01);
    signals[Signal.BUYERS.ordinal()] = items.value(item, ItemTable.BUYERS);
    signals[Signal.POPULAR_WEEK.ordinal()] = week;
    signals[Signal.POPULAR_MONTH.ordinal()] = month;
    signals[Signal.POPULAR_QUARTER.ordinal()] = items.value(item, ItemTable.QUARTER);
    signals[Signal.TREND.ordinal()] = trend;
    signals[Signal.REPEAT_RATE.ordinal()] = items.value(item, ItemTable.REPEAT);
    signals[Signal.PRICE.ordinal()] = price;
    signals[Signal.PRICE_GAP.ordinal()] = Double.isNaN(meanPrice) ? 0 : Math.abs(price - meanPrice);
    double newDays = lastBought == NO_TIME ? 0 : (items.firstSold(item) - lastBought) / DAY;
    signals[Signal.NEW.ordinal()] = newDays > 0 ? 1 : 0;
    signals[Signal.NEW_DAYS.ordinal()] = Math.log(Math.max(0, newDays) + 1);
    signals[Signal.USER_ITEMS.ordinal()] = userItems;
    signals[Signal.USER_LAST.ordinal()] = userLast;
    signals[Signal.USER_FIRST.ordinal()] = userFirst;
    signals[Signal.USER_REPEAT.ordinal()] = userRepeat;
    signals[Signal.LAST_TREND.ordinal()] = userLast * trend;
    signals[Signal.LAST_POPULAR.ordinal()] = userLast * week;
    signals[Signal.ITEMS_POPULAR.ordinal()] = userItems * month;
    if (owned == NOT_OWNED) {
      Arrays.fill(signals, Signal.COUNT_NOT_OWNED, Signal.COUNT, 0);
    } else {
      writeOwn(item, owned, signals);
    }
  }

  private double decayed(int owned) {
    long from = own.lastBought(owned);
    return OwnItem.decayed(own.decayed(owned), from, Math.max((long) now, from));
  }

  private void writeOwn(int item, int owned, double[] signals) {
    double times = own.timesBought(owned);
    boolean isTimed = own.lastBought(owned) != NO_TIME;
    double last = isTimed ? age(own.lastBought(owned)) : UNKNOWN_AGE;
    double first = isTimed ? age(own.firstBought(owned)) : UNKNOWN_AGE;
    double decayed = isTimed ? decayed(owned) : 0;
    // The user's intervals and one of the item's buyers: the mean of all of them.
    double interval = (first - last + items.interval(item)) / times;
    signals[Signal.TIMES.ordinal()] = Math.log(times);
    signals[Signal.DECAYED.ordinal()] = Math.log(decayed + 0.02);
    signals[Signal.LAST.ordinal()] = Math.log(last + 1);
    signals[Signal.PASSED_OVER.ordinal()] = Math.log(Math.max(0, last - lastAge) + 1);
    signals[Signal.FIRST.ordinal()] = Math.log(first + 1);
    signals[Signal.DUE.ordinal()] = Math.log((last + 1) / (interval + 1));
    signals[Signal.RATE.ordinal()] = Math.log(times / (first + 14));
    signals[Signal.SHARE.ordinal()] = times / rows;
    for (int i = 0; i < ONES.length; i++) {
      signals[Signal.FIRST_PRODUCT + i] = signals[ONES[i]] * signals[OTHERS[i]];
    }
  }
}
