package io.sidecart.pipelines.stream;

import io.sidecart.model.WindowPrecision;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the average of each window to the log and hands it on. */
final class LogPrecision
    extends PTransform<PCollection<WindowPrecision>, PCollection<WindowPrecision>> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LogPrecision.class);

  private LogPrecision() {}

  static LogPrecision create() {
    return new LogPrecision();
  }

  @Override
  public PCollection<WindowPrecision> expand(PCollection<WindowPrecision> windows) {
    return windows.apply("Log", ParDo.of(new Log()));
  }

  private static final class Log extends DoFn<WindowPrecision, WindowPrecision> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element WindowPrecision window, OutputReceiver<WindowPrecision> windows) {
      LOG.info(
          "Window {} to {}, {}: {} events, average precision {}",
          window.windowStart(),
          window.windowEnd(),
          window.modelVersion() == null ? "baseline" : "model " + window.modelVersion(),
          window.events(),
          window.measured() == 0
              ? "-"
              : String.format("%.4f", window.precisionSum() / window.measured()));
      windows.output(window);
    }
  }
}
