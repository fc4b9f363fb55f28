package io.sidecart.transforms.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Why;
import io.sidecart.model.WindowPrecision;
import io.sidecart.transforms.Needs;
import io.sidecart.transforms.coders.EnrichedEventCoder;
import io.sidecart.transforms.metrics.MetricValue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class AveragePrecisionTest {
  private static final AveragePrecision MINUTES =
      AveragePrecision.inWindowsOf(Duration.ofMinutes(1)).withRun("run-1");

  @Test
  void addsUpByWindowAndModelInABatch(TestPipeline pipeline) {
    PCollection<WindowPrecision> windows =
        pipeline
            .apply(
                "ListEvents",
                Create.timestamped(
                        event(0, "v1", 0.4),
                        event(59, "v1", 0.2),
                        event(59, "v2", 1.0),
                        event(60, "v1", 0.6),
                        event(61, "v1", null),
                        event(62, null, 0.2))
                    .withCoder(EnrichedEventCoder.of()))
            .apply("AveragePrecision", MINUTES);

    PAssert.that(windows)
        .containsInAnyOrder(
            window(0, "v1", 2, 2, 0.6),
            window(0, "v2", 1, 1, 1.0),
            window(1, "v1", 2, 1, 0.6),
            window(1, null, 1, 1, 0.2));
    pipeline.run();
  }

  @Test
  void countsAnEventThatIsOnTime(TestPipeline pipeline) {
    PCollection<WindowPrecision> windows =
        averages(
            pipeline,
            MINUTES,
            events()
                .addElements(event(1, "v1", 0.4))
                .advanceWatermarkTo(second(30))
                .addElements(event(31, "v1", 0.2), event(90, "v1", 1.0))
                .advanceWatermarkToInfinity());

    PAssert.that(windows)
        .satisfies(inTheEnd(window(0, "v1", 2, 2, 0.6), window(1, "v1", 1, 1, 1.0)));
    pipeline.run();
  }

  @Test
  @Tag(Needs.CLOCK)
  void tellsEarlyWhatItHasSeen(TestPipeline pipeline) {
    PCollection<WindowPrecision> windows =
        averages(
            pipeline,
            MINUTES.withEarlyEvery(Duration.ofSeconds(5)),
            events()
                .addElements(event(1, "v1", 0.4))
                .advanceProcessingTime(org.joda.time.Duration.standardSeconds(6))
                .addElements(event(2, "v1", 0.2))
                .advanceWatermarkToInfinity());

    PAssert.that(windows)
        .containsInAnyOrder(window(0, "v1", 1, 1, 0.4), window(0, "v1", 2, 2, 0.6));
    pipeline.run();
  }

  @Test
  void countsAnEventThatIsLateButAllowed(TestPipeline pipeline) {
    PCollection<WindowPrecision> windows =
        averages(
            pipeline,
            MINUTES.withAllowedLateness(Duration.ofSeconds(30)),
            events()
                .addElements(event(1, "v1", 0.4))
                .advanceWatermarkTo(second(70))
                .addElements(event(2, "v1", 0.2))
                .advanceWatermarkToInfinity());

    PAssert.that(windows).satisfies(inTheEnd(window(0, "v1", 2, 2, 0.6)));
    pipeline.run();
  }

  @Test
  void countsAnEventThatIsAlmostAnHourLate(TestPipeline pipeline) {
    PCollection<WindowPrecision> windows =
        averages(
            pipeline,
            MINUTES,
            events()
                .addElements(event(1, "v1", 0.4))
                .advanceWatermarkTo(second(3_600))
                .addElements(event(2, "v1", 0.2))
                .advanceWatermarkToInfinity());

    PAssert.that(windows).satisfies(inTheEnd(window(0, "v1", 2, 2, 0.6)));
    pipeline.run();
  }

  @Test
  void leavesOutAnEventThatIsTooLate(TestPipeline pipeline) {
    PCollection<WindowPrecision> windows =
        averages(
            pipeline,
            MINUTES.withAllowedLateness(Duration.ofSeconds(30)),
            events()
                .addElements(event(1, "v1", 0.4))
                .advanceWatermarkTo(second(100))
                .addElements(event(101, "v1", 0.6))
                // SparkRunner drops by the watermark of the micro-batch before.
                .advanceWatermarkTo(second(110))
                .addElements(event(2, "v1", 0.2))
                .advanceWatermarkToInfinity());

    PAssert.that(windows)
        .satisfies(inTheEnd(window(0, "v1", 1, 1, 0.4), window(1, "v1", 1, 1, 0.6)));
    pipeline.run();
  }

  @Test
  @Tag(Needs.DROPPED_COUNTER)
  void theRunnerCountsWhatIsTooLate(TestPipeline pipeline) {
    averages(
        pipeline,
        MINUTES,
        events()
            .addElements(event(1, "v1", 0.4))
            .advanceWatermarkTo(second(3_700))
            .addElements(event(2, "v1", 0.2))
            .advanceWatermarkToInfinity());

    assertThat(pipeline.run().metrics().allMetrics().getCounters())
        .filteredOn(counter -> counter.getName().getName().equals("DroppedDueToLateness"))
        .extracting(MetricValue::of)
        .containsExactly(1L);
  }

  @Test
  void refusesLengthsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AveragePrecision.inWindowsOf(Duration.ZERO))
        .withMessage("window is PT0S, it must be at least a millisecond");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MINUTES.withEarlyEvery(Duration.ofMillis(-1)))
        .withMessage("earlyEvery is PT-0.001S, it must be at least a millisecond");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MINUTES.withAllowedLateness(Duration.ofMillis(-1)))
        .withMessage("allowedLateness is PT-0.001S, it must be at least zero");
  }

  private static TestStream.Builder<EnrichedEvent> events() {
    return TestStream.create(EnrichedEventCoder.of());
  }

  private static PCollection<WindowPrecision> averages(
      TestPipeline pipeline, AveragePrecision average, TestStream<EnrichedEvent> events) {
    return pipeline.apply("StreamEvents", events).apply("AveragePrecision", average);
  }

  /** How often a window speaks is the runner's choice: its value with the most events counts. */
  private static SerializableFunction<Iterable<WindowPrecision>, Void> inTheEnd(
      WindowPrecision... expected) {
    List<WindowPrecision> wanted = List.of(expected);
    return windows -> {
      assertThat(last(windows)).containsExactlyInAnyOrderElementsOf(wanted);
      return null;
    };
  }

  private static Collection<WindowPrecision> last(Iterable<WindowPrecision> windows) {
    Map<List<Object>, WindowPrecision> last = new HashMap<>();
    for (WindowPrecision window : windows) {
      last.merge(
          List.of(window.windowStart(), window.modelVersion()),
          window,
          (left, right) -> left.events() > right.events() ? left : right);
    }
    return last.values();
  }

  private static WindowPrecision window(
      int minute, String modelVersion, long events, long measured, double precisionSum) {
    return new WindowPrecision(
        java.time.Instant.ofEpochSecond(60L * minute),
        java.time.Instant.ofEpochSecond(60L * minute + 60),
        modelVersion,
        "run-1",
        events,
        measured,
        precisionSum);
  }

  private static TimestampedValue<EnrichedEvent> event(
      int second, @Nullable String modelVersion, @Nullable Double precision) {
    java.time.Instant time = java.time.Instant.ofEpochSecond(second);
    CartEvent event = new CartEvent(new EventId("cart", 0, second), time, 1, 2, 1, 1.0);
    return TimestampedValue.of(
        new EnrichedEvent(event, null, List.of(), precision, modelVersion, Why.BASELINE),
        second(second));
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
