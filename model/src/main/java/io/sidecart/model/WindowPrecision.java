package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;

/**
 * What one window of event time measured of one model, as far as its events have been seen.
 *
 * <p>The pair of window start and model version, within a run, is its identity; one with more
 * events replaces one with fewer.
 *
 * @param windowStart the first instant of the window
 * @param windowEnd the first instant after it
 * @param modelVersion the model that chose the items, {@code none} where none did
 * @param run the run that measured
 * @param events events in the window, measured or not
 * @param measured events whose user has purchases on record
 * @param precisionSum the sum of the precision@k of the measured events
 */
public record WindowPrecision(
    Instant windowStart,
    Instant windowEnd,
    String modelVersion,
    String run,
    long events,
    long measured,
    double precisionSum)
    implements Serializable {
  public WindowPrecision {
    requireNonNull(windowStart, "windowStart");
    requireNonNull(windowEnd, "windowEnd");
    requireNonNull(modelVersion, "modelVersion");
    requireNonNull(run, "run");
  }
}
