package io.sidecart.runners.launcher.bench;

import io.sidecart.model.UsageException;

/**
 * What the stream is given to do.
 *
 * @param rate events a second while the stream runs; 0 where a backlog is waiting instead
 * @param backlog events that are in the topic before the stream starts; 0 where a rate is given
 * @param warmUp seconds at the start that are not measured; with a backlog no more than it takes to
 *     work off a fifth of it
 * @param seconds how long to measure; 0 for as long as the backlog lasts
 */
record Load(double rate, long backlog, int warmUp, int seconds) {
  private static final int DEFAULT_SECONDS = 60;
  private static final int FEWEST_SECONDS = 10;
  private static final int WARM_UP_PART = 5;

  Load {
    if (rate > 0 == backlog > 0) {
      throw new UsageException("give one of --rate= and --backlog=");
    }
    if (rate > 0 && seconds == 0) {
      seconds = DEFAULT_SECONDS;
    }
    if (seconds != 0 && seconds < FEWEST_SECONDS) {
      throw new UsageException(
          "--seconds=" + seconds + " is too short for a rate: give " + FEWEST_SECONDS + " or more");
    }
  }

  boolean isBacklog() {
    return backlog > 0;
  }

  /** The events of a backlog after which the measuring begins at the latest. */
  long warmUpEvents() {
    return backlog / WARM_UP_PART;
  }

  @Override
  public String toString() {
    return isBacklog()
        ? "%,d events that wait".formatted(backlog)
        : "%,.0f events/s for %d s".formatted(rate, seconds);
  }
}
