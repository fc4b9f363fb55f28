package io.sidecart.cql.own;

import io.sidecart.model.EventId;

/**
 * The origin of a row of events: {@code topic/partition/first-last}, or {@code
 * topic/partition/offset} of one event.
 *
 * @param place topic and partition, {@code topic/partition}
 * @param first the offset of the event that the row begins with
 */
public record OwnOrigin(String place, long first) {

  /** As it stands in the table. */
  public static String text(EventId first, EventId last) {
    return first.offset() == last.offset() ? first.toString() : first + "-" + last.offset();
  }

  /**
   * Reads it from the table.
   *
   * @throws IllegalArgumentException if it names no offset
   */
  public static OwnOrigin parse(String text) {
    int slash = text.lastIndexOf('/');
    int dash = text.indexOf('-', slash + 1);
    try {
      return new OwnOrigin(
          text.substring(0, Math.max(0, slash)),
          Long.parseLong(text, slash + 1, dash < 0 ? text.length() : dash, 10));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("own_purchases.origin '" + text + "' has no offset", e);
    }
  }
}
