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
   * interval is the user's own, drawn towards that of all buyers of the item.
   */
  DUE,
  /** log(times bought / (age of the first purchase + 14)). */
  RATE,
  /** The item's share of the user's purchases. */
  SHARE;

  /** How many there are. */
  public static final int COUNT = values().length;

  /** The name in files and reports: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
