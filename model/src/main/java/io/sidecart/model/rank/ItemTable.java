package io.sidecart.model.rank;

import java.util.Arrays;

/**
 * What the ranker knows of each item, as of the time at which its training data ends. Immutable;
 * packed in arrays by the item's index, which ascends with its id.
 */
public final class ItemTable {
  /** Numbers of each item that are signals as they stand. */
  static final int STATIC = 7;

  static final int BUYERS = 0;
  static final int WEEK = 1;
  static final int MONTH = 2;
  static final int TREND = 3;
  static final int REPEAT = 4;
  static final int PRICE = 5;
  static final int QUARTER = 6;

  private final long at;
  private final int[] ids;
  private final float[] values;
  private final float[] intervals;
  private final long[] firstSold;
  private final Neighbours neighbours;
  private final int[] popular;

  /**
   * Takes the arrays over.
   *
   * @param at when the data ends, in milliseconds since 1970
   * @param ids ascending
   * @param values {@link #STATIC} of each item
   * @param intervals usual days between two purchases of an item by one user
   * @param firstSold in milliseconds since 1970
   * @throws IllegalArgumentException if the arrays do not fit, the ids do not ascend, or a value is
   *     not finite
   */
  ItemTable(
      long at,
      int[] ids,
      float[] values,
      float[] intervals,
      long[] firstSold,
      Neighbours neighbours) {
    int size = ids.length;
    if (values.length != size * STATIC
        || intervals.length != size
        || firstSold.length != size
        || neighbours.size() != size) {
      throw new IllegalArgumentException("the columns do not have " + size + " items");
    }
    for (int i = 1; i < size; i++) {
      if (ids[i - 1] >= ids[i]) {
        throw new IllegalArgumentException("item " + ids[i - 1] + " before item " + ids[i]);
      }
    }
    for (int i = 0; i < values.length; i++) {
      requireFinite(values[i], ids[i / STATIC]);
    }
    for (int i = 0; i < size; i++) {
      requireFinite(intervals[i], ids[i]);
    }
    this.at = at;
    this.ids = ids;
    this.values = values;
    this.intervals = intervals;
    this.firstSold = firstSold;
    this.neighbours = neighbours;
    this.popular = PopularItems.of(this, null);
  }

  private static void requireFinite(float value, int itemId) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("item " + itemId + " has the value " + value);
    }
  }

  /** When the data ends, in milliseconds since 1970. */
  public long at() {
    return at;
  }

  /** How many items there are. */
  public int size() {
    return ids.length;
  }

  /** The id of the item at this index. */
  public int id(int index) {
    return ids[index];
  }

  /** The index of an item, negative where it is not known. */
  public int indexOf(int itemId) {
    return Arrays.binarySearch(ids, itemId);
  }

  float value(int index, int column) {
    return values[index * STATIC + column];
  }

  /** Usual days between two purchases of the item by one user. */
  float interval(int index) {
    return intervals[index];
  }

  /** In milliseconds since 1970. */
  long firstSold(int index) {
    return firstSold[index];
  }

  Neighbours neighbours() {
    return neighbours;
  }

  /** The indices of the items that sell best of late. */
  int[] popular() {
    return popular;
  }
}
