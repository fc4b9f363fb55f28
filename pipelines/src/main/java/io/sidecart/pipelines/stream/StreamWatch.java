package io.sidecart.pipelines.stream;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sidecart.pipelines.job.Counters;
import io.sidecart.pipelines.job.PipelineWatch;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.metrics.MetricsServer;
import io.sidecart.pipelines.metrics.Snapshots;
import io.sidecart.pipelines.stream.StreamOptions.StopAt;
import io.sidecart.pipelines.stream.StreamProgress.Look;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.recommend.Recommend;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how the stream goes: to the log, to Prometheus, and in the report at the end. */
final class StreamWatch implements PipelineWatch, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);

  private final MetricsServer metrics;
  private final LagWatch lag;
  private final StreamProgress progress;
  private final Optional<StallGuard> guard;
  private final StreamReport report;

  private StreamWatch(
      MetricsServer metrics,
      LagWatch lag,
      StreamProgress progress,
      Optional<StallGuard> guard,
      StreamReport report) {
    this.metrics = metrics;
    this.lag = lag;
    this.progress = progress;
    this.guard = guard;
    this.report = report;
  }

  /**
   * @throws io.sidecart.model.SidecartException if the port of the metrics is taken
   */
  static StreamWatch open(StreamOptions options, StreamInputs inputs, ReportFile file) {
    boolean ends = options.getStopAt() == StopAt.end;
    Optional<Long> planned = ends ? Optional.of(inputs.plan().size()) : Optional.empty();
    Look start = new Look(System.nanoTime(), Map.of(), Map.of(), Optional.empty());
    MetricsServer metrics = MetricsServer.open(options);
    ConsumerGroup group =
        ConsumerGroup.open(inputs.kafka(), options.getTopic(), options.getGroup());
    return new StreamWatch(
        metrics,
        new LagWatch(group, inputs.plan().starts()),
        new StreamProgress(
            start, planned, inputs.model().isPublished() ? inputs.model().version() : null),
        // A run that ends may commit all at its end.
        ends
            ? Optional.empty()
            : Optional.of(new StallGuard(options.getTopic(), StallTimeout.of(options))),
        new StreamReport(options, inputs, file));
  }

  @Override
  public void started(PipelineResult result) {
    metrics.show(() -> snapshots(result));
  }

  @Override
  public void progress(PipelineResult result) {
    Optional<Lag> now = lag.look();
    long nanos = System.nanoTime();
    Map<String, Long> counters = Counters.of(result);
    LOG.info(progress.line(new Look(nanos, counters, Counters.distributions(result), now)));
    // A stream that has read nothing yet, on a cluster that is busy, does not stand still: it
    // starts.
    boolean reads = new StreamCounters(counters).messages() > 0;
    guard.ifPresent(
        each ->
            now.filter(found -> reads)
                .ifPresentOrElse(found -> each.check(found, nanos), each::forget));
  }

  private MetricSnapshots snapshots(PipelineResult result) {
    Snapshots snapshots = new Snapshots();
    Map<String, Long> others =
        snapshots.addLabelled(
            new StreamCounters(Counters.of(result)).all(), Recommend.VERSION_METRIC, "version");
    String version = progress.version();
    if (version != null) {
      snapshots.addInfo("model", "version", version);
    }
    return snapshots
        .addCounters(others)
        .addDistributions(Counters.distributions(result))
        .addGauge("lag", "partition", lag.last().map(Lag::behind).orElse(Map.of()))
        .build();
  }

  @Override
  public void ended(PipelineResult result) {
    report.write(result);
  }

  @Override
  public void close() {
    metrics.close();
    lag.close();
  }
}
