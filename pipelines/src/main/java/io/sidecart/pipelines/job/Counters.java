package io.sidecart.pipelines.job;

import io.sidecart.transforms.metrics.MetricValue;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** Reads what a pipeline counts, as {@link MetricValue} takes it. */
public final class Counters {
  private Counters() {}

  /** All counters by name; counters of one name in several steps are added up. */
  public static Map<String, Long> of(PipelineResult result) {
    Map<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters()) {
      counters.merge(counter.getName().getName(), MetricValue.of(counter), Long::sum);
    }
    return counters;
  }

  /** All distributions by name, likewise. */
  public static Map<String, DistributionResult> distributions(PipelineResult result) {
    Map<String, DistributionResult> distributions = new TreeMap<>();
    for (MetricResult<DistributionResult> each :
        result.metrics().queryMetrics(MetricsFilter.builder().build()).getDistributions()) {
      distributions.merge(each.getName().getName(), MetricValue.of(each), Counters::sum);
    }
    return distributions;
  }

  private static DistributionResult sum(DistributionResult one, DistributionResult other) {
    return DistributionResult.create(
        one.getSum() + other.getSum(),
        one.getCount() + other.getCount(),
        Math.min(one.getMin(), other.getMin()),
        Math.max(one.getMax(), other.getMax()));
  }
}
