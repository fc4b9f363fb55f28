package io.sidecart.model.delayed;

import java.util.Arrays;

/**
 * The earliest time of each of some items, in any unit. In two arrays: a user may have thousands.
 */
public final class FirstTimes {
  private static final int FIRST_SIZE = 4;

  private int[] items;
  private int[] times;
  private int size;

  public FirstTimes() {
    this(new int[FIRST_SIZE], new int[FIRST_SIZE], 0);
  }

  private FirstTimes(int[] items, int[] times, int size) {
    this.items = items;
    this.times = times;
    this.size = size;
  }

  /**
   * Of these, which become its own.
   *
   * @param items ascending, each once
   * @param times of each
   */
  public static FirstTimes of(int[] items, int[] times) {
    if (items.length != times.length) {
      throw new IllegalArgumentException(items.length + " items with " + times.length + " times");
    }
    return new FirstTimes(items, times, items.length);
  }

  /** How many items there are. */
  public int size() {
    return size;
  }

  /** The item at a place; items ascend. */
  public int item(int place) {
    return items[place];
  }

  /** The earliest time of the item at a place. */
  public int time(int place) {
    return times[place];
  }

  /** Whether the item has a time up to this one. */
  boolean isBy(int item, int time) {
    int place = Arrays.binarySearch(items, 0, size, item);
    return place >= 0 && times[place] <= time;
  }

  void add(int item, int time) {
    int found = Arrays.binarySearch(items, 0, size, item);
    if (found >= 0) {
      times[found] = Math.min(times[found], time);
    } else {
      insert(-found - 1, item, time);
    }
  }

  private void insert(int place, int item, int time) {
    if (size == items.length) {
      int longer = Math.max(FIRST_SIZE, size + size / 2);
      items = Arrays.copyOf(items, longer);
      times = Arrays.copyOf(times, longer);
    }
    System.arraycopy(items, place, items, place + 1, size - place);
    System.arraycopy(times, place, times, place + 1, size - place);
    items[place] = item;
    times[place] = time;
    size++;
  }
}
