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
    implements Serializable {}
