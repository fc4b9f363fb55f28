package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item put in a cart, as a well-formed message told it.
 *
 * @param id the message that told it
 * @param eventTime the message's timestamp, to the millisecond
 * @param userId who, at least 0; {@link io.sidecart.model.ids.IdDictionary#UNKNOWN} for a text that
 *     has no number yet
 * @param itemId what, likewise
 * @param quantity how many, at least 1
 * @param salesValue the price paid for all of them, greater than 0, in the shop's currency
 * @param userText the user's id as the message told it, null where these ids are whole numbers
 * @param itemText the item's id, likewise
 */
public record CartEvent(
    EventId id,
    Instant eventTime,
    int userId,
    int itemId,
    int quantity,
    double salesValue,
    @Nullable String userText,
    @Nullable String itemText)
    implements Serializable {
  /** An event of ids that are whole numbers. */
  public CartEvent(
      EventId id, Instant eventTime, int userId, int itemId, int quantity, double salesValue) {
    this(id, eventTime, userId, itemId, quantity, salesValue, null, null);
  }

  public CartEvent {
    requireNonNull(id, "id");
    requireNonNull(eventTime, "eventTime");
  }

  /** The user's id as the shop knows it. */
  public String originalUserId() {
    return userText == null ? Integer.toString(userId) : userText;
  }

  /** The item's id as the shop knows it. */
  public String originalItemId() {
    return itemText == null ? Integer.toString(itemId) : itemText;
  }

  /** Whether user and item have a number, by which they can be found again. */
  public boolean isKnown() {
    return userId >= 0 && itemId >= 0;
  }
}
