package io.sidecart.transforms.sink;

import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * A timer of processing time with the time that it rings at as state: it is set anew where it
 * should have rung. A task of Spark that is tried again finds the state that the failed one has
 * left, and not its timers.
 */
final class SureTimer {
  private final ValueState<Instant> dueState;
  private final Timer timer;
  private final Duration length;
  private final Instant now;

  /**
   * @param due when it rings; empty where it is not set
   * @param length how long after it was set
   */
  SureTimer(ValueState<Instant> due, Timer timer, Duration length) {
    this.dueState = due;
    this.timer = timer;
    this.length = length;
    this.now = timer.getCurrentRelativeTime();
  }

  Instant now() {
    return now;
  }

  /** Whether its time has come: SparkRunner keeps timers that were set before, and rings them. */
  boolean isDue() {
    Instant due = dueState.read();
    return due != null && !due.isAfter(now);
  }

  /** Sets it, unless it is set and has a while left to ring. */
  void set() {
    Instant due = dueState.read();
    if (due == null || due.plus(length).isBefore(now)) {
      dueState.write(now.plus(length));
      timer.offset(length).setRelative();
    }
  }

  /** What it was set for is done. */
  void clear() {
    dueState.clear();
  }
}
