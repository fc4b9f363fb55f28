package io.sidecart.model.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a method scores in one segment.
 *
 * @param users how many were asked for
 * @param usersWithHits how many of them have something to find in this segment
 * @param estimates of each measure
 */
public record Scores(int users, int usersWithHits, Map<Measure, Estimate> estimates) {
  public Scores {
    estimates = Collections.unmodifiableMap(new EnumMap<>(estimates));
  }

  /** The value of a measure. */
  public double value(Measure measure) {
    return estimate(measure).value();
  }

  /** The value of a measure with its interval. */
  public Estimate estimate(Measure measure) {
    Estimate estimate = estimates.get(measure);
    if (estimate == null) {
      throw new IllegalArgumentException(measure + " was not measured");
    }
    return estimate;
  }
}
