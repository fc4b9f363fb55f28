package io.sidecart.transforms.measure;

import io.sidecart.model.PrecisionTotals;
import io.sidecart.model.WindowPrecision;
import java.time.Instant;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;

/** Writes a window's bounds and the run beside its totals. */
final class NameWindowsFn extends DoFn<KV<String, PrecisionTotals>, WindowPrecision> {
  private static final long serialVersionUID = 1L;

  private final String run;

  NameWindowsFn(String run) {
    this.run = run;
  }

  @ProcessElement
  public void process(
      @Element KV<String, PrecisionTotals> sum,
      BoundedWindow window,
      OutputReceiver<WindowPrecision> output) {
    IntervalWindow interval = (IntervalWindow) window;
    PrecisionTotals totals = sum.getValue();
    if (totals.equals(PrecisionTotals.none())) {
      // SparkRunner tells a window once more that it has closed.
      return;
    }
    output.output(
        new WindowPrecision(
            Instant.ofEpochMilli(interval.start().getMillis()),
            Instant.ofEpochMilli(interval.end().getMillis()),
            sum.getKey().equals(SumBundlesFn.NO_MODEL) ? null : sum.getKey(),
            run,
            totals.events(),
            totals.measured(),
            totals.precisionSum()));
  }
}
