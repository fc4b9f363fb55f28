package io.sidecart.model;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one user's purchases on record say of one item.
 *
 * @param itemId the item
 * @param timesBought in how many purchases it was bought, at least 1
 * @param firstBought when it was bought first, null where no purchase of it has a time
 * @param lastBought when it was bought last, null where no purchase of it has a time
 * @param decayed the purchases with a time, each counted by {@code 0.5^(age / HALF_LIFE)} with its
 *     age at {@code lastBought}: from 1 up, 0 where no purchase has a time
 */
public record OwnItem(
    int itemId,
    int timesBought,
    @Nullable Instant firstBought,
    @Nullable Instant lastBought,
    double decayed)
    implements Serializable {
  /** After so long a purchase counts half. */
  public static final Duration HALF_LIFE = Duration.ofDays(60);

  private static final double HALF_LIFE_MILLIS = HALF_LIFE.toMillis();

  public OwnItem {
    if ((firstBought == null) != (lastBought == null)) {
      throw new IllegalArgumentException("first " + firstBought + ", last " + lastBought);
    }
  }

  /** An item whose purchases all have one time, or none has. */
  public OwnItem(int itemId, int timesBought, @Nullable Instant bought) {
    this(itemId, timesBought, bought, bought, bought == null ? 0 : timesBought);
  }

  /** What both say together of the same item. */
  public OwnItem plus(OwnItem other) {
    if (itemId != other.itemId) {
      throw new IllegalArgumentException("items " + itemId + " and " + other.itemId);
    }
    int times = timesBought + other.timesBought;
    if (lastBought == null || other.lastBought == null) {
      OwnItem timed = lastBought == null ? other : this;
      return new OwnItem(itemId, times, timed.firstBought, timed.lastBought, timed.decayed);
    }
    Instant last = lastBought.isAfter(other.lastBought) ? lastBought : other.lastBought;
    return new OwnItem(
        itemId,
        times,
        firstBought.isBefore(other.firstBought) ? firstBought : other.firstBought,
        last,
        decayedAt(last) + other.decayedAt(last));
  }

  private double decayedAt(Instant later) {
    return decayed(decayed, lastBought.toEpochMilli(), later.toEpochMilli());
  }

  /**
   * What is left at a later time of a decayed count.
   *
   * @param value as of the earlier time
   * @param fromMillis the earlier time, since 1970
   * @param toMillis the later time, since 1970
   */
  public static double decayed(double value, long fromMillis, long toMillis) {
    return toMillis == fromMillis
        ? value
        : value * Math.pow(0.5, (toMillis - fromMillis) / HALF_LIFE_MILLIS);
  }
}
