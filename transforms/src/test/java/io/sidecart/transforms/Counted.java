package io.sidecart.transforms;

import org.apache.beam.sdk.metrics.MetricResult;

/** What a run that has ended counted. */
public final class Counted {
  private Counted() {}

  /**
   * What its bundles have committed, where the runner tells: DirectRunner hands in the attempted
   * value of a bundle after the bundle itself, and so may say that it is done before. Spark tells
   * attempted values alone.
   */
  public static <T> T value(MetricResult<T> metric) {
    T committed = metric.getCommittedOrNull();
    return committed == null ? metric.getAttempted() : committed;
  }
}
