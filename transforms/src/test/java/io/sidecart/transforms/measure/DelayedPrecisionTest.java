package io.sidecart.transforms.measure;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.PrecisionTotals;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.WindowPrecision;
import io.sidecart.model.delayed.UserSample;
import io.sidecart.transforms.coders.EnrichedEventCoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class DelayedPrecisionTest {
  private static final long HORIZON = 60_000;
  private static final int K = 2;
  private static final int[] USERS_OF_A_BUCKET =
      IntStream.range(0, 10_000)
          .filter(user -> UserSample.bucket(user, TakeServingsFn.BUCKETS) == 0)
          .limit(2)
          .toArray();
  private static final DelayedPrecision MEASURE =
      DelayedPrecision.within(Duration.ofMillis(HORIZON), K).withRun("run-1");

  @Test
  void inABatchItIsWhatAComputationOnAllRowsGives(TestPipeline pipeline) {
    List<EnrichedEvent> rows = rows(400);
    List<EnrichedEvent> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(3));

    PCollection<WindowPrecision> windows =
        pipeline
            .apply(
                "ListRows", Create.timestamped(timed(shuffled)).withCoder(EnrichedEventCoder.of()))
            .apply("Measure", MEASURE);

    PAssert.that(windows).containsInAnyOrder(computed(rows));
    pipeline.run();
  }

  @Test
  void inAStreamItIsTheSameAlthoughRowsComeTwiceAndOutOfOrder(TestPipeline pipeline) {
    List<EnrichedEvent> rows = rows(300);
    TestStream.Builder<EnrichedEvent> stream = TestStream.create(EnrichedEventCoder.of());
    for (int begin = 0; begin < rows.size(); begin += 50) {
      List<EnrichedEvent> some = new ArrayList<>(rows.subList(begin, begin + 50));
      org.joda.time.Instant earliest = timed(some).get(0).getTimestamp();
      // What comes twice is at most a batch old.
      some.addAll(rows.subList(Math.max(0, begin - 10), begin + 5));
      Collections.shuffle(some, new Random(begin));
      if (begin > 0) {
        stream = stream.advanceWatermarkTo(earliest.minus(HORIZON / 4));
      }
      List<TimestampedValue<EnrichedEvent>> timed = timed(some);
      stream =
          stream.addElements(
              timed.get(0), timed.subList(1, timed.size()).toArray(TimestampedValue[]::new));
    }

    PCollection<WindowPrecision> windows =
        pipeline.apply("Stream", stream.advanceWatermarkToInfinity()).apply("Measure", MEASURE);

    PAssert.that(windows).containsInAnyOrder(computed(rows));
    pipeline.run();
  }

  @Test
  void partitionsThatAreDaysApartAreMeasuredEachByItsOwnTime(TestPipeline pipeline) {
    // Given: two users who share a state, one of whom is replayed three days behind the other
    List<EnrichedEvent> behind =
        rowsOf(0, USERS_OF_A_BUCKET[0], Instant.parse("2023-11-11T00:00:00Z"));
    List<EnrichedEvent> ahead =
        rowsOf(1, USERS_OF_A_BUCKET[1], Instant.parse("2023-11-14T00:00:00Z"));
    TestStream.Builder<EnrichedEvent> stream =
        TestStream.create(EnrichedEventCoder.of())
            .advanceWatermarkTo(timed(behind).get(0).getTimestamp());
    for (int i = 0; i < behind.size(); i++) {
      for (TimestampedValue<EnrichedEvent> each : timed(List.of(behind.get(i), ahead.get(i)))) {
        stream = stream.addElements(each);
      }
    }

    PCollection<WindowPrecision> windows =
        pipeline.apply("Stream", stream.advanceWatermarkToInfinity()).apply("Measure", MEASURE);

    List<EnrichedEvent> all = new ArrayList<>(behind);
    all.addAll(ahead);
    PAssert.that(windows).containsInAnyOrder(computed(all));
    pipeline.run();
  }

  @Test
  void aClockThatRunsAheadMakesNothingElseLate(TestPipeline pipeline) {
    // Given: between two events of a user, in one window, one that says it is of hours later
    Instant window = Instant.ofEpochMilli(System.currentTimeMillis() / HORIZON * HORIZON);
    EnrichedEvent first = row(0, window.minusMillis(HORIZON));
    EnrichedEvent second = row(1, window.minusMillis(HORIZON / 2));
    EnrichedEvent ahead = row(2, window.plusSeconds(3 * 3_600));
    TestStream.Builder<EnrichedEvent> stream = TestStream.create(EnrichedEventCoder.of());
    for (TimestampedValue<EnrichedEvent> each : timed(List.of(first, ahead, second))) {
      stream = stream.addElements(each);
    }

    PCollection<WindowPrecision> windows =
        pipeline.apply("Stream", stream.advanceWatermarkToInfinity()).apply("Measure", MEASURE);

    PAssert.that(windows).containsInAnyOrder(computed(List.of(first, second, ahead)));
    pipeline.run();
  }

  @Test
  void onlyTheUsersOfTheSampleAreMeasured(TestPipeline pipeline) {
    UserSample half = new UserSample(0.5);
    List<EnrichedEvent> rows = rows(200);

    PCollection<WindowPrecision> windows =
        pipeline
            .apply("ListRows", Create.timestamped(timed(rows)).withCoder(EnrichedEventCoder.of()))
            .apply("Measure", MEASURE.withUsers(half));

    PAssert.that(windows)
        .containsInAnyOrder(
            computed(rows.stream().filter(row -> half.contains(row.event().userId())).toList()));
    pipeline.run();
  }

  /**
   * A row every twenty seconds, three in each window, of which each hits what the one before shows.
   */
  private static List<EnrichedEvent> rowsOf(int partition, int user, Instant start) {
    List<EnrichedEvent> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(
          new EnrichedEvent(
              new CartEvent(
                  new EventId("cart", partition, i), start.plusSeconds(20L * i), user, i, 1, 2.5),
              null,
              List.of(new Recommendation(i + 1, 2), new Recommendation(100, 1)),
              null,
              "v1",
              Why.ALS));
    }
    return rows;
  }

  private static EnrichedEvent row(long offset, Instant time) {
    return new EnrichedEvent(
        new CartEvent(new EventId("cart", 0, offset), time, 3, 1, 1, 2.5),
        null,
        List.of(new Recommendation(1, 2), new Recommendation(4, 1)),
        null,
        "v1",
        Why.ALS);
  }

  /** Eight users, one row a second, six items of which two are shown, two models. */
  private static List<EnrichedEvent> rows(int count) {
    Random random = new Random(11);
    List<EnrichedEvent> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CartEvent event =
          new CartEvent(
              new EventId("cart", 0, i),
              Instant.ofEpochSecond(1_700_000_000L + i),
              random.nextInt(8),
              random.nextInt(6),
              1,
              2.5);
      rows.add(
          new EnrichedEvent(
              event,
              null,
              List.of(
                  new Recommendation(random.nextInt(3), 2),
                  new Recommendation(3 + random.nextInt(3), 1)),
              null,
              i < count / 2 ? "v1" : null,
              Why.ALS));
    }
    return rows;
  }

  /** By the definition: each user's last row of each window, against all later ones. */
  private static List<WindowPrecision> computed(List<EnrichedEvent> rows) {
    record Place(int user, long window) {}
    Map<Place, EnrichedEvent> last = new HashMap<>();
    for (EnrichedEvent row : rows) {
      last.merge(
          new Place(row.event().userId(), millis(row) / HORIZON),
          row,
          (one, other) -> isAfter(one, other) ? one : other);
    }
    record Cell(long window, String version) {}
    Map<Cell, PrecisionTotals> sums = new HashMap<>();
    for (EnrichedEvent row : last.values()) {
      Set<Integer> hits = new HashSet<>();
      for (EnrichedEvent other : rows) {
        if (other.event().userId() == row.event().userId()
            && isAfter(other, row)
            && millis(other) <= millis(row) + HORIZON) {
          hits.add(other.event().itemId());
        }
      }
      hits.retainAll(row.recommendations().stream().map(Recommendation::itemId).toList());
      sums.merge(
          new Cell(millis(row) / HORIZON + 1, row.modelVersion()),
          PrecisionTotals.none().with((double) hits.size() / K),
          PrecisionTotals::plus);
    }
    List<WindowPrecision> windows = new ArrayList<>();
    sums.forEach(
        (cell, totals) ->
            windows.add(
                new WindowPrecision(
                    Instant.ofEpochMilli(cell.window() * HORIZON),
                    Instant.ofEpochMilli((cell.window() + 1) * HORIZON),
                    cell.version(),
                    "run-1",
                    totals.events(),
                    totals.measured(),
                    totals.precisionSum())));
    return windows;
  }

  private static boolean isAfter(EnrichedEvent one, EnrichedEvent other) {
    return one.event().id().offset() > other.event().id().offset();
  }

  private static long millis(EnrichedEvent row) {
    return row.event().eventTime().toEpochMilli();
  }

  private static List<TimestampedValue<EnrichedEvent>> timed(List<EnrichedEvent> rows) {
    return rows.stream()
        .map(
            row ->
                TimestampedValue.of(
                    row,
                    org.joda.time.Instant.ofEpochMilli(row.event().eventTime().toEpochMilli())))
        .toList();
  }
}
