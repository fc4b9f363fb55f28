package io.sidecart.pipelines.stream;

import io.sidecart.model.WindowPrecision;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the delayed precision of each window that is over, writes it to the log and hands it on.
 */
final class TellDelayed
    extends PTransform<PCollection<WindowPrecision>, PCollection<WindowPrecision>> {
  /** A counter of answers whose horizon is over. */
  static final String ANSWERS = "delayed_precision.answers";

  /** A counter of the sum of their precisions, in {@link #UNIT}ths. */
  static final String MILLIONTHS = "delayed_precision.millionths";

  static final int UNIT = 1_000_000;
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TellDelayed.class);

  private TellDelayed() {}

  static TellDelayed create() {
    return new TellDelayed();
  }

  @Override
  public PCollection<WindowPrecision> expand(PCollection<WindowPrecision> windows) {
    return windows.apply("Tell", ParDo.of(new TellFn()));
  }

  private static final class TellFn extends DoFn<WindowPrecision, WindowPrecision> {
    private static final long serialVersionUID = 1L;

    private final Counter answers = Metrics.counter(TellDelayed.class, ANSWERS);
    private final Counter millionths = Metrics.counter(TellDelayed.class, MILLIONTHS);

    @ProcessElement
    public void process(
        @Element WindowPrecision window, PaneInfo pane, OutputReceiver<WindowPrecision> windows) {
      if (pane.getTiming() != PaneInfo.Timing.LATE) {
        // What comes late is in the table; here it would count twice.
        answers.inc(window.measured());
        millionths.inc(Math.round(window.precisionSum() * UNIT));
      }
      LOG.info(
          "Horizons that ended from {} to {}, {}: {} answers, delayed precision {}",
          window.windowStart(),
          window.windowEnd(),
          window.modelVersion() == null ? "baseline" : "model " + window.modelVersion(),
          window.measured(),
          String.format("%.4f", window.precisionSum() / Math.max(1, window.measured())));
      windows.output(window);
    }
  }
}
