package io.sidecart.cql.own;

/**
 * One event of a user: an item was put in the cart.
 *
 * @param offset the event's offset in its topic and partition
 * @param millis event time, milliseconds since 1970
 */
public record OwnEvent(long offset, int itemId, long millis) {}
