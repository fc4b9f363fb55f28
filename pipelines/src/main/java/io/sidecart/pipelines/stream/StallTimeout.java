package io.sidecart.pipelines.stream;

import java.time.Duration;

/** How long a partition may stand still while messages wait in it. */
final class StallTimeout {
  private static final long BEYOND_WAITING_SECONDS = 60;

  private StallTimeout() {}

  /** What the user says, or more than an event may wait on its way to the commit. */
  static Duration of(StreamOptions options) {
    return Duration.ofSeconds(
        options.getStallTimeout() == null
            ? longestWait(options) + BEYOND_WAITING_SECONDS
            : options.getStallTimeout());
  }

  /** In seconds: a store may be away, and a file gathers rows. */
  private static long longestWait(StreamOptions options) {
    boolean gathers = options.getSinks().contains(StreamOptions.Sink.parquet);
    return (long) options.getPatience() + (gathers ? options.getFlushInterval() : 0);
  }
}
