package io.sidecart.transforms.measure;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.PrecisionTotals;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one bundle holds of each window and model, so that a few totals are shuffled in the
 * place of all events. Not every runner does so by itself when it streams.
 */
final class SumBundlesFn extends DoFn<EnrichedEvent, KV<String, PrecisionTotals>> {
  private static final long serialVersionUID = 1L;

  /** A key cannot be null. */
  static final String NO_MODEL = "";

  private transient @Nullable Map<Cell, Sum> sums;

  private record Cell(BoundedWindow window, String modelVersion) {}

  private record Sum(PrecisionTotals totals, Instant latest) {}

  @StartBundle
  public void start() {
    sums = new HashMap<>();
  }

  @ProcessElement
  public void process(
      @Element EnrichedEvent event, @Timestamp Instant timestamp, BoundedWindow window) {
    String version = event.modelVersion() == null ? NO_MODEL : event.modelVersion();
    sums.compute(
        new Cell(window, version),
        (cell, sum) ->
            sum == null
                ? new Sum(PrecisionTotals.none().with(event.precisionAtK()), timestamp)
                : new Sum(
                    sum.totals().with(event.precisionAtK()),
                    timestamp.isAfter(sum.latest()) ? timestamp : sum.latest()));
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    sums.forEach(
        (cell, sum) ->
            context.output(KV.of(cell.modelVersion(), sum.totals()), sum.latest(), cell.window()));
    sums.clear();
  }
}
