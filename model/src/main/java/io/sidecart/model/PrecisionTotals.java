package io.sidecart.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How many events there were, and how good their recommendations.
 *
 * <p>The sum is kept as a whole number of small units, so it is the same in whatever order and
 * grouping a runner adds. The unit divides every fraction of a k of up to 20: for those it is
 * exact.
 *
 * @param events events, measured or not
 * @param measured events that have a precision
 * @param units the sum of their precisions, in units of 1 / {@value #UNITS_OF_ONE}
 */
public record PrecisionTotals(long events, long measured, long units) implements Serializable {
  private static final PrecisionTotals NONE = new PrecisionTotals(0, 0, 0);

  /** The least common multiple of 1 to 20; a sum of 39 thousand million ones fits a long. */
  static final long UNITS_OF_ONE = 232_792_560;

  /** Of no events. */
  public static PrecisionTotals none() {
    return NONE;
  }

  /**
   * Of some answers of k items, all of them measured.
   *
   * @param hits of all of them together
   * @param k at least 1
   */
  public static PrecisionTotals ofHits(long answers, long hits, int k) {
    return new PrecisionTotals(answers, answers, hits * Math.round((double) UNITS_OF_ONE / k));
  }

  /**
   * These and one event more.
   *
   * @param precision from 0 to 1, null where it could not be measured
   */
  public PrecisionTotals with(@Nullable Double precision) {
    return precision == null
        ? new PrecisionTotals(events + 1, measured, units)
        : new PrecisionTotals(
            events + 1, measured + 1, units + Math.round(precision * UNITS_OF_ONE));
  }

  public PrecisionTotals plus(PrecisionTotals other) {
    return new PrecisionTotals(
        events + other.events, measured + other.measured, units + other.units);
  }

  /** The sum of the precisions. */
  public double precisionSum() {
    return (double) units / UNITS_OF_ONE;
  }
}
