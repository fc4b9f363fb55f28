package io.sidecart.pipelines.stream;

import io.sidecart.model.SidecartException;
import io.sidecart.pipelines.job.Counters;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.job.Reports;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.beam.sdk.PipelineResult;

/** What the stream did when it has ended. */
final class StreamReport {
  private final StreamOptions options;
  private final StreamInputs inputs;
  private final ReportFile file;
  private final long began = System.nanoTime();

  StreamReport(StreamOptions options, StreamInputs inputs, ReportFile file) {
    this.options = options;
    this.inputs = inputs;
    this.file = file;
  }

  /** The last word, and the report file where one is wanted. */
  void write(PipelineResult result) {
    StreamCounters counters = new StreamCounters(Counters.of(result));
    double seconds = (System.nanoTime() - began) / 1e9;
    long messages = counters.messages();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("topic", options.getTopic());
    report.put("from", inputs.plan().starts());
    report.put("messages", messages);
    report.put("events", counters.get(StreamCounters.EVENTS));
    report.put("dead_letters", counters.deadLetters());
    report.put("rows_written", counters.get(StreamCounters.ROWS));
    report.put("model_version_at_start", inputs.model().version());
    report.put("served_by_model", counters.get("served.model"));
    report.put("served_by_baseline", counters.get("served.baseline"));
    OptionalDouble delayed = counters.delayedPrecision();
    report.put("delayed_precision", delayed.isPresent() ? delayed.getAsDouble() : null);
    report.put("run_id", inputs.runId());
    report.put("seconds", seconds);
    report.put("events_per_second", messages / seconds);
    report.put("counters", counters.all());
    System.out.printf(
        "%d messages in %.1f s (%.0f/s): %d rows, %d dead letters; look-ups %s%n",
        messages,
        seconds,
        messages / seconds,
        counters.get(StreamCounters.ROWS),
        counters.deadLetters(),
        counters.hitRate());
    try {
      file.write(Reports.toJson(report));
    } catch (IOException e) {
      throw new SidecartException("the report cannot be written: " + e.getMessage(), e);
    }
  }
}
