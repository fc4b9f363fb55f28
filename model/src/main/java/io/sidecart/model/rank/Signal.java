package io.sidecart.model.rank;

import java.util.Locale;

/**
 * What is known of an item for a user at a time, each as one number. Ages are in days. Logarithms
 * keep the differences that matter: between one purchase and two, not between 50 and 51.
 */
public enum Signal {
  /** The product of the user's and the item's ALS factors. */
  ALS,
  /** Its square root, with its sign. */
  ALS_ROOT,
  /** {@link #ALS} by the largest one of the user. */
  ALS_RELATIVE,
  /** {@link #ALS} times {@link #USER_ITEMS}. */
  ALS_ITEMS,
  /** How often the item's buyers also bought what the user bought, lately more: log(sum + 0.01). */
  SIMILAR,
  /** log(buyers of the item + 0.5). */
  BUYERS,
  /** log(purchases + 0.5), each counting half after 7 days. */
  POPULAR_WEEK,
  /** log(purchases + 0.5), each counting half after 28 days. */
  POPULAR_MONTH,
  /** log(purchases + 0.5), each counting half after 90 days. */
  POPULAR_QUARTER,
  /** {@link #POPULAR_WEEK} less log(all purchases + 0.5). */
  TREND,
  /** The share of its buyers who bought the item more than once. */
  REPEAT_RATE,
  /** log(mean unit price + 0.01). */
  PRICE,
  /** How far {@link #PRICE} is from its mean over the user's items. */
  PRICE_GAP,
  /** 1 if the item was first sold after the user's last purchase. */
  NEW,
  /** log(days from the user's last purchase to that + 1), 0 where it was sold before. */
  NEW_DAYS,
  /** log(items that the user bought + 1). */
  USER_ITEMS,
  /** log(age of the user's last purchase + 1). */
  USER_LAST,
  /** log(age of the user's first purchase + 1). */
  USER_FIRST,
  /** The share of the user's items that were bought more than once. */
  USER_REPEAT,
  /** {@link #USER_LAST} times {@link #TREND}. */
  LAST_TREND,
  /** {@link #USER_LAST} times {@link #POPULAR_WEEK}. */
  LAST_POPULAR,
  /** {@link #USER_ITEMS} times {@link #POPULAR_MONTH}. */
  ITEMS_POPULAR,
  /** log(times the user bought the item). This and those below are 0 for an item not owned. */
  TIMES,
  /** log(decayed count + 0.02), as of now. */
  DECAYED,
  /** log(age of the user's last purchase of the item + 1). */
  LAST,
  /** log(days from that to the user's last purchase of anything + 1). */
  PASSED_OVER,
  /** log(age of the user's first purchase of the item + 1). */
  FIRST,
  /**
   * log((age of the last purchase + 1) / (usual interval + 1)): above 0 once the item is due. The
   * interval is the user's own, drawn towards that of all buyers of the item. Own purchases do not
   * tell how many of them have a time: those without one make the user's interval too short here.
   */
  DUE,
  /** log(times bought / (age of the first purchase + 14)). */
  RATE,
  /** The item's share of the user's purchases. */
  SHARE,
  // Products of two signals of an own item: what is often bought is missed sooner.
  TIMES_SQUARED(TIMES, TIMES),
  TIMES_BY_DECAYED(TIMES, DECAYED),
  TIMES_BY_LAST(TIMES, LAST),
  TIMES_BY_PASSED_OVER(TIMES, PASSED_OVER),
  TIMES_BY_FIRST(TIMES, FIRST),
  TIMES_BY_DUE(TIMES, DUE),
  TIMES_BY_SHARE(TIMES, SHARE),
  DECAYED_SQUARED(DECAYED, DECAYED),
  DECAYED_BY_LAST(DECAYED, LAST),
  DECAYED_BY_PASSED_OVER(DECAYED, PASSED_OVER),
  DECAYED_BY_FIRST(DECAYED, FIRST),
  DECAYED_BY_DUE(DECAYED, DUE),
  DECAYED_BY_SHARE(DECAYED, SHARE),
  LAST_SQUARED(LAST, LAST),
  LAST_BY_PASSED_OVER(LAST, PASSED_OVER),
  LAST_BY_FIRST(LAST, FIRST),
  LAST_BY_DUE(LAST, DUE),
  LAST_BY_SHARE(LAST, SHARE),
  PASSED_OVER_SQUARED(PASSED_OVER, PASSED_OVER),
  PASSED_OVER_BY_FIRST(PASSED_OVER, FIRST),
  PASSED_OVER_BY_DUE(PASSED_OVER, DUE),
  PASSED_OVER_BY_SHARE(PASSED_OVER, SHARE),
  FIRST_SQUARED(FIRST, FIRST),
  FIRST_BY_DUE(FIRST, DUE),
  FIRST_BY_SHARE(FIRST, SHARE),
  DUE_SQUARED(DUE, DUE),
  DUE_BY_SHARE(DUE, SHARE),
  SHARE_SQUARED(SHARE, SHARE);

  /** How many there are. */
  public static final int COUNT = values().length;

  /** How many, from the first, tell of items that are not owned; the others are 0 there. */
  public static final int COUNT_NOT_OWNED = TIMES.ordinal();

  /** The first product; all that follow are products too. */
  static final int FIRST_PRODUCT = TIMES_SQUARED.ordinal();

  private final int one;
  private final int other;

  Signal() {
    one = ordinal();
    other = ordinal();
  }

  Signal(Signal one, Signal other) {
    this.one = one.ordinal();
    this.other = other.ordinal();
  }

  /** The place of a product's one factor. */
  int one() {
    return one;
  }

  /** The place of its other one. */
  int other() {
    return other;
  }

  /** The name in files and reports: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
