package io.sidecart.model;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one user's purchases on record say of one item.
 *
 * @param itemId the item
 * @param timesBought in how many purchases it was bought, at least 1
 * @param lastBought when it was bought last, null where no purchase of it has a time
 */
public record OwnItem(int itemId, int timesBought, @Nullable Instant lastBought)
    implements Serializable {

  /** What both say together of the same item. */
  public OwnItem plus(OwnItem other) {
    if (itemId != other.itemId) {
      throw new IllegalArgumentException("items " + itemId + " and " + other.itemId);
    }
    return new OwnItem(
        itemId, timesBought + other.timesBought, later(lastBought, other.lastBought));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
