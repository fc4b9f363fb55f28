package io.sidecart.pipelines.job;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Reads what a pipeline counts: what its bundles have committed, where the runner tells, else what
 * they have attempted. DirectRunner hands in the attempted value of a bundle after the bundle
 * itself, so at the end of a run that value may lack the last ones; while it runs, a committed
 * value lacks what is in bundles that are under way.
 */
public final class Counters {
  private Counters() {}

  /** All counters by name; counters of one name in several steps are added up. */
  public static Map<String, Long> of(PipelineResult result) {
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      counters.merge(counter.getName().getName(), value(counter), Long::sum);
    }
    return counters;
  }

  /** All distributions by name, likewise. */
  public static Map<String, DistributionResult> distributions(PipelineResult result) {
    Map<String, DistributionResult> distributions = new TreeMap<>();
    for (MetricResult<DistributionResult> each :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getDistributions()) {
      distributions.merge(each.getName().getName(), value(each), Counters::sum);
    }
    return distributions;
  }

  static <T> T value(MetricResult<T> metric) {
    T committed = metric.getCommittedOrNull();
    return committed == null ? metric.getAttempted() : committed;
  }

  private static DistributionResult sum(DistributionResult one, DistributionResult other) {
    return DistributionResult.create(
        one.getSum() + other.getSum(),
        one.getCount() + other.getCount(),
        Math.min(one.getMin(), other.getMin()),
        Math.max(one.getMax(), other.getMax()));
  }
}
