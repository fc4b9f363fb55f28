package io.sidecart.transforms.measure;

import io.sidecart.model.PrecisionTotals;
import io.sidecart.model.delayed.Serving;
import io.sidecart.model.delayed.ServingBook;
import io.sidecart.model.delayed.ServingBook.Change;
import io.sidecart.transforms.coders.ServingBookCoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was served last to each of a bucket of users and tells what a new serving changes, at
 * the time at which the horizon of the changed one ends. No timer: on Spark a state that has one
 * makes all before it run twice, and event time knows none there.
 */
final class CountHitsFn extends DoFn<KV<Integer, List<Serving>>, KV<String, PrecisionTotals>> {
  private static final long serialVersionUID = 1L;

  private static final String BOOK = "book";

  @StateId(BOOK)
  @SuppressWarnings("unused") // Beam finds it by the annotation
  private final StateSpec<ValueState<ServingBook>> bookSpec =
      StateSpecs.value(ServingBookCoder.of());

  private final long horizonMillis;
  private final int k;
  private final boolean forgets;

  private record Cell(String modelVersion, long window) {}

  private record Sum(PrecisionTotals totals, long dueMillis) {
    private boolean isNothing() {
      return totals.equals(PrecisionTotals.none());
    }

    private Sum plus(Sum other) {
      return new Sum(totals.plus(other.totals), Math.min(dueMillis, other.dueMillis));
    }
  }

  /**
   * @param k how many items were asked for
   * @param forgets whether servings are forgotten that no other can change in time
   */
  CountHitsFn(long horizonMillis, int k, boolean forgets) {
    this.horizonMillis = horizonMillis;
    this.k = k;
    this.forgets = forgets;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, List<Serving>> added,
      @Timestamp Instant timestamp,
      @StateId(BOOK) ValueState<ServingBook> state,
      OutputReceiver<KV<String, PrecisionTotals>> output) {
    @Nullable ServingBook kept = state.read();
    ServingBook book = kept == null ? new ServingBook(horizonMillis) : kept;
    Map<Cell, Sum> sums = new HashMap<>();
    Map<Integer, Long> newest = new HashMap<>();
    for (Serving serving : added.getValue()) {
      newest.merge(serving.partition(), serving.millis(), Math::max);
      for (Change change : book.add(serving)) {
        add(change, sums);
      }
    }
    if (forgets) {
      // Each partition by its own time, as one may be read far behind another; one that falls
      // silent keeps its last windows, to which nothing is added. What comes late may be a horizon
      // old; a clock that runs ahead makes nothing else late.
      long now = System.currentTimeMillis();
      newest.forEach(
          (partition, millis) ->
              book.forgetBefore(partition, Math.min(millis, now) - horizonMillis));
    }
    state.write(book);
    // An answer that takes another's place most often changes no sum.
    sums.values().removeIf(Sum::isNothing);
    sums.forEach(
        (cell, sum) ->
            output.outputWithTimestamp(
                KV.of(cell.modelVersion(), sum.totals()),
                new Instant(Math.max(sum.dueMillis(), timestamp.getMillis()))));
  }

  private void add(Change change, Map<Cell, Sum> sums) {
    Serving serving = change.serving();
    String version =
        serving.modelVersion() == null ? SumBundlesFn.NO_MODEL : serving.modelVersion();
    long due = serving.millis() + horizonMillis;
    sums.merge(
        new Cell(version, Math.floorDiv(due, horizonMillis)),
        new Sum(PrecisionTotals.ofHits(change.answers(), change.hits(), k), due),
        Sum::plus);
  }
}
