package io.sidecart.transforms.measure;

import io.sidecart.model.PrecisionTotals;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what a bundle holds of each window and key: Spark keeps each element of an open window by
 * itself.
 */
final class SumPartsFn extends DoFn<KV<String, PrecisionTotals>, KV<String, PrecisionTotals>> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable Map<Cell, Sum> sums;

  private record Cell(BoundedWindow window, String key) {}

  private record Sum(PrecisionTotals totals, Instant latest) {
    private Sum plus(Sum other) {
      return new Sum(
          totals.plus(other.totals), other.latest.isAfter(latest) ? other.latest : latest);
    }
  }

  @StartBundle
  public void start() {
    sums = new HashMap<>();
  }

  @ProcessElement
  public void process(
      @Element KV<String, PrecisionTotals> part,
      @Timestamp Instant timestamp,
      BoundedWindow window) {
    sums.merge(new Cell(window, part.getKey()), new Sum(part.getValue(), timestamp), Sum::plus);
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    sums.forEach(
        (cell, sum) ->
            context.output(KV.of(cell.key(), sum.totals()), sum.latest(), cell.window()));
    sums.clear();
  }
}
