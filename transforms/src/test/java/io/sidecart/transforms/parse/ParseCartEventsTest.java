package io.sidecart.transforms.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.CartEvent;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.EventId;
import io.sidecart.model.Message;
import io.sidecart.transforms.coders.MessageCoder;
import io.sidecart.transforms.metrics.MetricValue;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class ParseCartEventsTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

  @Test
  void sendsEachMessageToOneOfTwoOutputsAndCounts(TestPipeline pipeline) {
    Message first =
        message(1, "{\"user_id\":1645,\"item_id\":9416653,\"quantity\":1,\"sales_value\":4.99}");
    Message broken = message(2, "{\"user_id\":1645,");
    Message second =
        message(3, "{\"sales_value\":2,\"user_id\":7,\"item_id\":8,\"quantity\":2,\"extra\":[]}");
    Message tombstone = new Message(new EventId("cart", 0, 4), TIME, null, null);

    ParseCartEvents.Result result =
        pipeline
            .apply(
                "ListMessages",
                Create.of(first, broken, second, tombstone).withCoder(MessageCoder.of()))
            .apply("ParseCartEvents", ParseCartEvents.create());

    PAssert.that(result.events())
        .containsInAnyOrder(
            new CartEvent(first.id(), TIME, 1645, 9416653, 1, 4.99),
            new CartEvent(second.id(), TIME, 7, 8, 2, 2.0));
    PAssert.that(result.deadLetters())
        .containsInAnyOrder(
            new DeadLetter(broken, "truncated", "the value ends within the object"),
            new DeadLetter(tombstone, "empty", "the value is null"));
    assertThat(counters(pipeline.run()))
        .containsEntry("events.parsed", 2L)
        .containsEntry("events.dead_letter", 2L)
        .containsEntry("events.dead_letter.truncated", 1L)
        .containsEntry("events.dead_letter.empty", 1L)
        .doesNotContainKey("events.dead_letter.not-json");
  }

  @Test
  void takesNoMessageAboveItsLimit(TestPipeline pipeline) {
    Message large = message(1, " ".repeat(101));

    ParseCartEvents.Result result =
        pipeline
            .apply("ListMessages", Create.of(large).withCoder(MessageCoder.of()))
            .apply("ParseCartEvents", ParseCartEvents.create().withMaxBytes(100));

    PAssert.that(result.events()).empty();
    PAssert.that(result.deadLetters())
        .containsInAnyOrder(
            new DeadLetter(large, "too-large", "the value has 101 bytes, the most is 100"));
    pipeline.run();
  }

  @Test
  void refusesALimitThatLetsNothingPass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParseCartEvents.create().withMaxBytes(0))
        .withMessage("maxBytes is 0, it must be at least 1");
  }

  private static Map<String, Long> counters(PipelineResult result) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(ParseCartEvents.class))
            .build();
    return StreamSupport.stream(
            result.metrics().queryMetrics(filter).getCounters().spliterator(), false)
        .collect(
            Collectors.toMap(counter -> counter.getName().getName(), MetricValue::of, Long::sum));
  }

  private static Message message(long offset, String json) {
    return new Message(new EventId("cart", 0, offset), TIME, null, json.getBytes(UTF_8));
  }
}
