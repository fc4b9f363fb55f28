package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EventId;
import io.sidecart.model.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class ReadMessageRangesTest {
  private static final long TIME = 1_700_000_000_000L;

  @Test
  void readsExactlyTheOffsetsAskedFor(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(2);
    topic.sendAt(0, TIME, "a", "b", "c", "d");
    topic.sendAt(1, TIME, "e", "f");

    PCollection<Message> messages =
        pipeline.apply(
            "Read",
            ReadMessageRanges.of(
                topic.settings(),
                "group",
                List.of(
                    new PartitionRange(topic.name(), 0, 1, 3),
                    new PartitionRange(topic.name(), 1, 0, 1))));

    PAssert.that(messages)
        .containsInAnyOrder(
            message(topic, 0, 1, "b"), message(topic, 0, 2, "c"), message(topic, 1, 0, "e"));
    pipeline.run();
  }

  @Test
  void readsALongRangeInPieces(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, IntStream.range(0, 12_345).mapToObj(i -> "m" + i).toArray(String[]::new));

    PCollection<Long> count =
        pipeline
            .apply(
                "Read",
                ReadMessageRanges.of(
                    topic.settings(),
                    "group",
                    List.of(new PartitionRange(topic.name(), 0, 0, 12_345))))
            .apply("Count", Count.globally());

    PAssert.thatSingleton(count).isEqualTo(12_345L);
    pipeline.run();
  }

  @Test
  void aTimestampOfAnotherUnitIsHandedOnAndStandsAtTheEpoch(TestPipeline pipeline)
      throws Exception {
    // The broker refuses times far ahead unless it is told not to look.
    TestTopic topic =
        TestTopic.create(1, Map.of("message.timestamp.after.max.ms", "9223372036854775807"));
    long micros = TIME * 1_000;
    long nanos = TIME * 1_000_000;
    topic.sendAt(0, micros, "a");
    topic.sendAt(0, nanos, "b");

    PCollection<String> times =
        pipeline
            .apply(
                "Read",
                ReadMessageRanges.of(
                    topic.settings(), "group", List.of(new PartitionRange(topic.name(), 0, 0, 2))))
            .apply("ToTimes", ParDo.of(new Times()));

    PAssert.that(times).containsInAnyOrder(micros + " at 0", nanos + " at 0");
    pipeline.run();
  }

  private static final class Times extends DoFn<Message, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element Message message,
        @Timestamp org.joda.time.Instant time,
        OutputReceiver<String> output) {
      output.output(message.timestamp().toEpochMilli() + " at " + time.getMillis());
    }
  }

  @Test
  void anEmptyRangeGivesNothing(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);

    PCollection<Message> messages =
        pipeline.apply(
            "Read",
            ReadMessageRanges.of(
                topic.settings(), "group", List.of(new PartitionRange(topic.name(), 0, 0, 0))));

    PAssert.that(messages).empty();
    pipeline.run();
  }

  @Test
  void offsetsThatTheTopicNoLongerHoldsAreAnError(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, "a");
    pipeline.apply(
        "Read",
        ReadMessageRanges.of(
            topic.settings(), "group", List.of(new PartitionRange(topic.name(), 0, 7, 9))));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining("offset 7 of " + topic.name() + "-0 is no longer in the topic");
  }

  @Test
  void passesOverOffsetsThatHoldNoMessage(TestPipeline pipeline) throws Exception {
    // A transaction leaves a marker behind: an offset without a message.
    TestTopic topic = TestTopic.create(1);
    topic.sendInTransactions(0, "a", "b");

    PCollection<Message> messages =
        pipeline.apply(
            "Read",
            ReadMessageRanges.of(
                topic.settings(), "group", List.of(new PartitionRange(topic.name(), 0, 0, 4))));

    PAssert.thatSingleton(messages.apply("Count", Count.globally())).isEqualTo(2L);
    pipeline.run();
  }

  private static Message message(TestTopic topic, int partition, long offset, String value) {
    return new Message(
        new EventId(topic.name(), partition, offset),
        Instant.ofEpochMilli(TIME),
        null,
        value.getBytes(StandardCharsets.UTF_8));
  }
}
