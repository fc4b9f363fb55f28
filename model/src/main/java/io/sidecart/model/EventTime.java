package io.sidecart.model;

import java.time.Instant;

/**
 * The times that are believed of a message: from 1970 up to 2100.
 *
 * <p>A producer that counts in microseconds or nanoseconds sends times tens of thousands of years
 * from now, and one that knows no time sends -1. Such a time would name folders that nobody looks
 * for, outrank every later row of its user, and stop a stream that must put a time in order; so a
 * message that carries one is no event. Seconds, taken for milliseconds, lie in January 1970 and
 * pass.
 */
public final class EventTime {
  /** The first that is believed. */
  public static final Instant FIRST = Instant.EPOCH;

  /** The first after those that are believed. */
  public static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private EventTime() {}

  public static boolean isBelievable(Instant timestamp) {
    return !timestamp.isBefore(FIRST) && timestamp.isBefore(END);
  }

  /**
   * The time under which a message travels, in milliseconds since the epoch: its own, or the epoch
   * where that is not believed, which is in no hurry and moves no clock.
   */
  public static long ofMessage(long timestampMillis) {
    return isBelievable(Instant.ofEpochMilli(timestampMillis))
        ? timestampMillis
        : FIRST.toEpochMilli();
  }
}
