package io.sidecart.pipelines.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.metrics.DistributionResult;

/**
 * Names Beam's metrics as Prometheus does: the counter {@code parquet.rows} is {@code
 * sidecart_parquet_rows_total}, the distribution {@code parquet.write_ms} is {@code
 * sidecart_parquet_write_ms_count} and {@code _sum}. What sources count for themselves, by names
 * that differ from runner to runner and have no dot, is left out.
 */
public final class Snapshots {
  private static final Pattern OURS = Pattern.compile("[a-z_]+(\\.[^/]+)+");

  private final MetricSnapshots.Builder all = MetricSnapshots.builder();

  public Snapshots addCounters(Map<String, Long> counters) {
    ours(counters)
        .forEach(
            (counter, value) ->
                all.metricSnapshot(
                    CounterSnapshot.builder()
                        .name(name(counter))
                        .dataPoint(counter(value, Labels.EMPTY))
                        .build()));
    return this;
  }

  /**
   * Counters that differ in what their names end with become one with a label.
   *
   * @param counters all of them, of which those that begin with the prefix are taken out
   * @return the others
   */
  public Map<String, Long> addLabelled(Map<String, Long> counters, String prefix, String label) {
    Map<String, Long> others = new TreeMap<>();
    CounterSnapshot.Builder labelled =
        CounterSnapshot.builder().name(name(prefix.substring(0, prefix.length() - 1)));
    counters.forEach(
        (counter, value) -> {
          if (counter.startsWith(prefix)) {
            labelled.dataPoint(
                counter(value, Labels.of(label, counter.substring(prefix.length()))));
          } else {
            others.put(counter, value);
          }
        });
    all.metricSnapshot(labelled.build());
    return others;
  }

  public Snapshots addDistributions(Map<String, DistributionResult> distributions) {
    ours(distributions)
        .forEach(
            (distribution, value) ->
                all.metricSnapshot(
                    SummarySnapshot.builder()
                        .name(name(distribution))
                        .dataPoint(
                            SummaryDataPointSnapshot.builder()
                                .count(value.getCount())
                                .sum(value.getSum())
                                .build())
                        .build()));
    return this;
  }

  /**
   * @param values by the label's value
   */
  public Snapshots addGauge(String gauge, String label, Map<?, ? extends Number> values) {
    GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name(gauge));
    values.forEach(
        (labelled, value) ->
            snapshot.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(label, labelled.toString()))
                    .value(value.doubleValue())
                    .build()));
    all.metricSnapshot(snapshot.build());
    return this;
  }

  /** A gauge of 1 whose label is what it tells. */
  public Snapshots addInfo(String info, String label, String value) {
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name("sidecart_" + info)
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of(label, value))
                    .build())
            .build());
    return this;
  }

  private static <T> Map<String, T> ours(Map<String, T> metrics) {
    Map<String, T> ours = new TreeMap<>(metrics);
    ours.keySet().removeIf(name -> !OURS.matcher(name).matches());
    return ours;
  }

  public MetricSnapshots build() {
    return all.build();
  }

  private static CounterDataPointSnapshot counter(long value, Labels labels) {
    return CounterDataPointSnapshot.builder().value(value).labels(labels).build();
  }

  private static String name(String beam) {
    return PrometheusNaming.sanitizeMetricName("sidecart_" + beam.replaceAll("[^A-Za-z0-9]", "_"));
  }
}
