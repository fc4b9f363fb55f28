package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How good the recommendations of one window of time and one model were, as far as its events are
 * in.
 *
 * @param windowStart inclusive, to the millisecond
 * @param windowEnd exclusive
 * @param modelVersion the model, null for events that no model answered
 * @param run the run of the stream that counted
 * @param events all events
 * @param measured the events with a precision
 * @param precisionSum the sum of their precisions
 */
public record WindowPrecision(
    Instant windowStart,
    Instant windowEnd,
    @Nullable String modelVersion,
    String run,
    long events,
    long measured,
    double precisionSum)
    implements Serializable {
  public WindowPrecision {
    requireNonNull(windowStart, "windowStart");
    requireNonNull(windowEnd, "windowEnd");
    requireNonNull(run, "run");
  }

  /** The average precision, empty where no event has one. */
  public OptionalDouble average() {
    return measured == 0 ? OptionalDouble.empty() : OptionalDouble.of(precisionSum / measured);
  }
}
