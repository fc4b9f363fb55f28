package io.sidecart.transforms.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class PublishMessagesTest {

  @Test
  void publishesEachElementOnceAndHandsItOn(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);
    List<Integer> numbers = IntStream.range(0, 12_000).boxed().toList();

    PCollection<Integer> published =
        pipeline
            .apply("Numbers", Create.of(numbers))
            .apply(
                "Publish",
                PublishMessages.to(topic.settings(), topic.name(), PublishMessagesTest::message));

    PAssert.that(published).containsInAnyOrder(numbers);
    pipeline.run().waitUntilFinish();
    assertThat(topic.readAll())
        .extracting(record -> Integer.valueOf(new String(record.value(), UTF_8)))
        .containsExactlyInAnyOrderElementsOf(numbers);
  }

  @Test
  void carriesKeyTimestampAndHeaders(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);
    pipeline
        .apply("Number", Create.of(7))
        .apply(
            "Publish",
            PublishMessages.to(topic.settings(), topic.name(), PublishMessagesTest::message));

    pipeline.run().waitUntilFinish();

    ConsumerRecord<String, byte[]> record = topic.readAll().get(0);
    assertThat(record.key()).isEqualTo("key 7");
    assertThat(record.timestamp()).isEqualTo(1_007L);
    assertThat(new String(record.headers().lastHeader("id").value(), UTF_8)).isEqualTo("id 7");
  }

  @Test
  void aMessageThatTheBrokerRefusesFailsThePipelineWithItsReason(TestPipeline pipeline)
      throws Exception {
    TestTopic topic = TestTopic.create(1, Map.of("max.message.bytes", "100"));
    pipeline
        .apply("Number", Create.of(7))
        .apply(
            "Publish",
            PublishMessages.to(topic.settings(), topic.name(), PublishMessagesTest::largeMessage));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining(SidecartException.class.getName())
        .hasStackTraceContaining("cannot publish to the topic " + topic.name());
  }

  @Test
  void publishesTheBeginningOfAMessageThatMayBeCut(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1, Map.of("max.message.bytes", "200000"));
    List<Integer> numbers = List.of(1, 2);

    PCollection<Integer> published =
        pipeline
            .apply("Numbers", Create.of(numbers))
            .apply(
                "Publish",
                PublishMessages.to(
                    topic.settings(), topic.name(), number -> randomMessage(number).orCut()));

    PAssert.that(published).containsInAnyOrder(numbers);
    pipeline.run().waitUntilFinish();
    assertThat(topic.readAll())
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(record.value()).hasSizeBetween(100_000, 200_000);
              assertThat(record.headers().lastHeader("sidecart-truncated").value())
                  .isEqualTo("500000".getBytes(UTF_8));
            });
  }

  @Test
  void publishesAMessageOfManyMegabytesWhereTheTopicTakesIt(TestPipeline pipeline)
      throws Exception {
    TestTopic topic = TestTopic.create(1, Map.of("max.message.bytes", "33554432"));
    pipeline
        .apply("Size", Create.of(5_000_000))
        .apply(
            "Publish",
            PublishMessages.to(
                topic.settings(),
                topic.name(),
                size -> new OutgoingMessage(null, new byte[size], null, Map.of())));

    pipeline.run().waitUntilFinish();

    assertThat(topic.readAll()).singleElement().returns(5_000_000, record -> record.value().length);
  }

  private static OutgoingMessage message(int number) {
    return new OutgoingMessage(
        ("key " + number).getBytes(UTF_8),
        String.valueOf(number).getBytes(UTF_8),
        1_000L + number,
        Map.of("id", "id " + number));
  }

  private static OutgoingMessage largeMessage(int number) {
    return new OutgoingMessage(null, new byte[10_000 + number], null, Map.of());
  }

  /** Bytes that no compression makes smaller. */
  private static OutgoingMessage randomMessage(int number) {
    byte[] value = new byte[500_000];
    new Random(number).nextBytes(value);
    return new OutgoingMessage(null, value, null, Map.of());
  }
}
