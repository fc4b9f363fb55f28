package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;

/**
 * An item put in a cart, as a well-formed message told it.
 *
 * @param id the message that told it
 * @param eventTime the message's timestamp, to the millisecond
 * @param userId who, at least 0
 * @param itemId what, at least 0
 * @param quantity how many, at least 1
 * @param salesValue the price paid for all of them, greater than 0, in the shop's currency
 */
public record CartEvent(
    EventId id, Instant eventTime, int userId, int itemId, int quantity, double salesValue)
    implements Serializable {
  public CartEvent {
    requireNonNull(id, "id");
    requireNonNull(eventTime, "eventTime");
  }
}
