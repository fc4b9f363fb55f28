package io.sidecart.transforms.sink;

import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * A timer of processing time with the time that it rings at as state, so that it can be set anew
 * for that time: a task of Spark that is tried again finds the state that the failed one has left,
 * and not its timers. It may ring more often than it was set for.
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

  /** Whether its time has come: SparkRunner also rings what was set for an earlier time. */
  boolean isDue() {
    Instant due = dueState.read();
    return due != null && !due.isAfter(now);
  }

  /** Sets it, or sets it anew for the same time. */
  void set() {
    Instant due = dueState.read();
    if (due == null) {
      due = now.plus(length);
      dueState.write(due);
    }
    timer.offset(due.isAfter(now) ? new Duration(now, due) : Duration.ZERO).setRelative();
  }

  /** What it was set for is done. */
  void clear() {
    dueState.clear();
  }
}
