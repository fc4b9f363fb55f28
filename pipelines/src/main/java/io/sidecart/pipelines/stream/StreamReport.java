package io.sidecart.pipelines.stream;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.job.Counters;
import io.sidecart.pipelines.job.PipelineWatch;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.pipelines.stream.StreamOptions.StopAt;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how the stream goes while it runs, and what it did when it has ended. */
final class StreamReport implements PipelineWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReport.class);

  private final StreamOptions options;
  private final StreamInputs inputs;
  private final ReportFile file;
  private final long began = System.nanoTime();
  private long lastTime = began;
  private long lastEvents;

  StreamReport(StreamOptions options, StreamInputs inputs, ReportFile file) {
    this.options = options;
    this.inputs = inputs;
    this.file = file;
  }

  @Override
  public void started(PipelineResult result) {}

  /** One line of progress. */
  @Override
  public void progress(PipelineResult result) {
    Map<String, Long> counters = Counters.of(result);
    long events = read(counters);
    long now = System.nanoTime();
    LOG.info(
        "{} messages{}, {}/s, {} rows written, {} dead letters, look-ups {}",
        events,
        options.getStopAt() == StopAt.end ? " of " + inputs.plan().size() : "",
        Math.round((events - lastEvents) * 1e9 / Math.max(1, now - lastTime)),
        counters.getOrDefault("parquet.rows", 0L),
        deadLetters(counters),
        hitRate(counters));
    lastEvents = events;
    lastTime = now;
  }

  /** The last word, and the report file where one is wanted. */
  @Override
  public void ended(PipelineResult result) {
    Map<String, Long> counters = Counters.of(result);
    double seconds = (System.nanoTime() - began) / 1e9;
    long messages = read(counters);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("topic", options.getTopic());
    report.put("from", inputs.plan().starts());
    report.put("messages", messages);
    report.put("events", counters.getOrDefault("events.parsed", 0L));
    report.put("dead_letters", deadLetters(counters));
    report.put("rows_written", counters.getOrDefault("parquet.rows", 0L));
    report.put("model_version_at_start", inputs.model().version());
    report.put("served_by_model", counters.getOrDefault("served.model", 0L));
    report.put("served_by_baseline", counters.getOrDefault("served.baseline", 0L));
    report.put("run_id", inputs.runId());
    report.put("seconds", seconds);
    report.put("events_per_second", messages / seconds);
    report.put("counters", counters);
    System.out.printf(
        "%d messages in %.1f s (%.0f/s): %d rows, %d dead letters; look-ups %s%n",
        messages,
        seconds,
        messages / seconds,
        counters.getOrDefault("parquet.rows", 0L),
        deadLetters(counters),
        hitRate(counters));
    try {
      file.write(Reports.toJson(report));
    } catch (IOException e) {
      throw new SidecartException("the report cannot be written: " + e.getMessage(), e);
    }
  }

  private static long read(Map<String, Long> counters) {
    return counters.getOrDefault("events.parsed", 0L)
        + counters.getOrDefault("events.dead_letter", 0L);
  }

  /** Messages that are no event, and events whose look-up failed for good. */
  private static long deadLetters(Map<String, Long> counters) {
    return counters.getOrDefault("events.dead_letter", 0L)
        + counters.getOrDefault("own_purchases.failures", 0L)
        + counters.getOrDefault("item_features.failures", 0L);
  }

  private static String hitRate(Map<String, Long> counters) {
    long hits = 0;
    long misses = 0;
    for (String name : new String[] {"own_purchases", "item_features"}) {
      hits +=
          counters.getOrDefault(name + ".hits", 0L)
              + counters.getOrDefault(name + ".negative_hits", 0L);
      misses += counters.getOrDefault(name + ".misses", 0L);
    }
    return hits + misses == 0
        ? "none"
        : String.format("%.0f %% from the cache", 100.0 * hits / (hits + misses));
  }
}
