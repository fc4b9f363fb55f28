package io.sidecart.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The items that one user bought, in ascending order of item id: the answer of a look-up of own
 * purchases. Packed, because one goes with each event through the pipeline.
 */
public final class OwnPurchases implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final OwnPurchases NONE =
      new OwnPurchases(new int[0], new int[0], new long[0], new long[0], new float[0]);

  /** Stands for a time that is not known. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private final int[] itemIds;
  private final int[] timesBought;
  private final long[] firstBought;
  private final long[] lastBought;
  private final float[] decayed;

  private OwnPurchases(
      int[] itemIds, int[] timesBought, long[] firstBought, long[] lastBought, float[] decayed) {
    this.itemIds = itemIds;
    this.timesBought = timesBought;
    this.firstBought = firstBought;
    this.lastBought = lastBought;
    this.decayed = decayed;
  }

  /** Of a user who has no purchases on record. */
  public static OwnPurchases none() {
    return NONE;
  }

  /**
   * @param items one entry an item, in any order
   */
  public static OwnPurchases of(Collection<OwnItem> items) {
    List<OwnItem> sorted = items.stream().sorted(Comparator.comparingInt(OwnItem::itemId)).toList();
    float[] decayed = new float[sorted.size()];
    for (int i = 0; i < decayed.length; i++) {
      decayed[i] = (float) sorted.get(i).decayed();
    }
    return packed(
        sorted.stream().mapToInt(OwnItem::itemId).toArray(),
        sorted.stream().mapToInt(OwnItem::timesBought).toArray(),
        sorted.stream().mapToLong(item -> millis(item.firstBought())).toArray(),
        sorted.stream().mapToLong(item -> millis(item.lastBought())).toArray(),
        decayed);
  }

  /**
   * Takes the arrays over, which the caller must not change any more.
   *
   * @param itemIds ascending, none twice
   * @param timesBought for each item, in how many purchases it was bought
   * @param firstBought for each item, in milliseconds since 1970; {@link #NO_TIME} if not known
   * @param lastBought likewise; known where the first is
   * @param decayed for each item, as {@link OwnItem#decayed()}
   */
  public static OwnPurchases packed(
      int[] itemIds, int[] timesBought, long[] firstBought, long[] lastBought, float[] decayed) {
    int size = itemIds.length;
    if (timesBought.length != size
        || firstBought.length != size
        || lastBought.length != size
        || decayed.length != size) {
      throw new IllegalArgumentException(
          "%d items, %d counts, %d and %d times, %d decayed counts"
              .formatted(
                  size, timesBought.length, firstBought.length, lastBought.length, decayed.length));
    }
    for (int i = 1; i < itemIds.length; i++) {
      if (itemIds[i - 1] >= itemIds[i]) {
        throw new IllegalArgumentException("item " + itemIds[i - 1] + " before item " + itemIds[i]);
      }
    }
    return new OwnPurchases(itemIds, timesBought, firstBought, lastBought, decayed);
  }

  /** How many purchases there are of all items together. */
  public long times() {
    return IntStream.of(timesBought).asLongStream().sum();
  }

  /** How many items there are. */
  public int size() {
    return itemIds.length;
  }

  public boolean isEmpty() {
    return itemIds.length == 0;
  }

  /** The item at a place, 0 for the first. */
  public int itemId(int index) {
    return itemIds[index];
  }

  /** In how many purchases the item at a place was bought. */
  public int timesBought(int index) {
    return timesBought[index];
  }

  /** When the item at a place was bought first: milliseconds since 1970, or {@link #NO_TIME}. */
  public long firstBought(int index) {
    return firstBought[index];
  }

  /** When the item at a place was bought last: milliseconds since 1970, or {@link #NO_TIME}. */
  public long lastBought(int index) {
    return lastBought[index];
  }

  /** The decayed count of the item at a place, as of when it was bought last; 0 without a time. */
  public float decayed(int index) {
    return decayed[index];
  }

  /** The place of an item, negative where the user never bought it. */
  public int indexOf(int itemId) {
    return Arrays.binarySearch(itemIds, itemId);
  }

  /** These and another purchase of one item. */
  public OwnPurchases plus(int itemId, Instant bought) {
    List<OwnItem> items = new ArrayList<>(items());
    OwnItem more = new OwnItem(itemId, 1, bought);
    int place = indexOf(itemId);
    if (place < 0) {
      items.add(more);
    } else {
      items.set(place, items.get(place).plus(more));
    }
    return of(items);
  }

  /** Whether the user ever bought the item. */
  public boolean contains(int itemId) {
    return Arrays.binarySearch(itemIds, itemId) >= 0;
  }

  /** One entry an item, in ascending order of item id. */
  public List<OwnItem> items() {
    return IntStream.range(0, itemIds.length)
        .mapToObj(
            i ->
                new OwnItem(
                    itemIds[i],
                    timesBought[i],
                    time(firstBought[i]),
                    time(lastBought[i]),
                    decayed[i]))
        .toList();
  }

  private static long millis(@Nullable Instant time) {
    return time == null ? NO_TIME : time.toEpochMilli();
  }

  private static @Nullable Instant time(long millis) {
    return millis == NO_TIME ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OwnPurchases that
        && Arrays.equals(itemIds, that.itemIds)
        && Arrays.equals(timesBought, that.timesBought)
        && Arrays.equals(firstBought, that.firstBought)
        && Arrays.equals(lastBought, that.lastBought)
        && Arrays.equals(decayed, that.decayed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(itemIds) * 31 + Arrays.hashCode(lastBought);
  }

  @Override
  public String toString() {
    return items().toString();
  }
}
