package io.sidecart.transforms.measure;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.delayed.Serving;
import io.sidecart.model.delayed.UserSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a bundle the servings of the users who are measured, those of one bucket of users
 * together: each of these lists costs a look at the bucket's state.
 */
final class TakeServingsFn extends DoFn<EnrichedEvent, KV<Integer, List<Serving>>> {
  private static final long serialVersionUID = 1L;

  /** So many keys, each with a state: enough that a state is small, few enough for DirectRunner. */
  static final int BUCKETS = 64;

  /** So that a bundle of any size fits in memory. */
  private static final int MOST = 10_000;

  private final UserSample users;
  private transient @Nullable Map<Cell, Gathered> gathered;
  private transient int size;

  private record Cell(BoundedWindow window, int bucket) {}

  private static final class Gathered {
    private final List<Serving> servings = new ArrayList<>();
    private Instant earliest = BoundedWindow.TIMESTAMP_MAX_VALUE;

    private void add(Serving serving, Instant timestamp) {
      servings.add(serving);
      earliest = timestamp.isBefore(earliest) ? timestamp : earliest;
    }
  }

  private interface Emitter {
    void emit(KV<Integer, List<Serving>> servings, Instant timestamp, BoundedWindow window);
  }

  TakeServingsFn(UserSample users) {
    this.users = users;
  }

  @StartBundle
  public void start() {
    gathered = new HashMap<>();
    size = 0;
  }

  @ProcessElement
  public void process(
      @Element EnrichedEvent row,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<KV<Integer, List<Serving>>> output) {
    int user = row.event().userId();
    if (user < 0 || !users.contains(user)) {
      return;
    }
    gathered
        .computeIfAbsent(new Cell(window, UserSample.bucket(user, BUCKETS)), c -> new Gathered())
        .add(Serving.of(row), timestamp);
    if (++size == MOST) {
      flush((servings, earliest, in) -> output.outputWithTimestamp(servings, earliest));
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    flush(context::output);
  }

  private void flush(Emitter emitter) {
    gathered.forEach(
        (cell, each) ->
            emitter.emit(KV.of(cell.bucket(), each.servings), each.earliest, cell.window()));
    gathered.clear();
    size = 0;
  }

  /** A list has the time of its first, which is not late: the watermark waits for the bundle. */
  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"}) // Beam has no other way to say so
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }
}
