package io.sidecart.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The times that are believed of a purchase or a message: from 1971 up to a day from now, which is
 * the offset of a time zone that is not told.
 *
 * <p>A producer that counts in microseconds or nanoseconds sends times tens of thousands of years
 * from now, one that counts in seconds those of January 1970, one whose clock was never set those
 * of 1970 or the year 1, and one that knows no time sends -1. Such a time would name folders that
 * nobody looks for, outrank every later row of its user, make all other purchases too old to learn
 * from, and stop a stream that must put a time in order; so what carries one is no event.
 */
public final class EventTime {
  /** The first that is believed. */
  public static final Instant FIRST = Instant.parse("1971-01-01T00:00:00Z");

  private static final long FIRST_MILLIS = FIRST.toEpochMilli();
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final long AHEAD_MILLIS = AHEAD.toMillis();

  private EventTime() {}

  /** The times are in milliseconds since the epoch. */
  public static boolean isBelievable(long millis, long nowMillis) {
    return millis >= FIRST_MILLIS && millis <= nowMillis + AHEAD_MILLIS;
  }

  public static boolean isBelievable(Instant time, Instant now) {
    return !time.isBefore(FIRST) && !time.isAfter(now.plus(AHEAD));
  }

  /**
   * The time under which a message travels, in milliseconds since the epoch: its own, or the epoch
   * where that is not believed, which is in no hurry and moves no clock.
   */
  public static long ofMessage(long millis, long nowMillis) {
    return isBelievable(millis, nowMillis) ? millis : 0;
  }
}
