package io.sidecart.transforms.metrics;

import org.apache.beam.sdk.metrics.MetricResult;
import org.jspecify.annotations.Nullable;

/**
 * What a metric says: what the bundles of a run have committed, where its runner tells, else what
 * they have attempted.
 *
 * <p>DirectRunner hands in the attempted value of a bundle after the bundle itself, so at the end
 * of a run that value may lack the last ones; while it runs, a committed value lacks what is in
 * bundles that are under way. Spark tells attempted values alone.
 */
public final class MetricValue {
  private MetricValue() {}

  public static <T> T of(MetricResult<T> metric) {
    @Nullable T committed = metric.getCommittedOrNull();
    return committed == null ? metric.getAttempted() : committed;
  }
}
