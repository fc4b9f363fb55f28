package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerGroupTest {

  @Test
  @Tag("services")
  void tellsWhereATopicBeginsAndEnds() throws Exception {
    TestTopic topic = TestTopic.create(2);
    topic.send(1, "a", "b");

    try (ConsumerGroup group = ConsumerGroup.open(topic.settings(), topic.name(), "some-group")) {
      assertThat(group.beginnings()).isEqualTo(Map.of(0, 0L, 1, 0L));
      assertThat(group.ends()).isEqualTo(Map.of(0, 0L, 1, 2L));
      assertThat(group.committed()).isEmpty();
    }
  }

  @Test
  @Tag("services")
  void commitsForwardAndBack() throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, "a", "b");

    try (ConsumerGroup group =
        ConsumerGroup.open(topic.settings(), topic.name(), "group-of-" + topic.name())) {
      group.reset(Map.of(0, 2L));
      group.reset(Map.of(0, 1L));

      assertThat(group.committed()).isEqualTo(Map.of(0, 1L));
    }
  }

  @Test
  @Tag("services")
  void aTopicEndsBeforeWhatItsReadersMayNotHaveYet(@TempDir Path folder) throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, "a");
    Path file = Files.writeString(folder.resolve("kafka"), "isolation.level=read_committed");
    KafkaSettings committed =
        new KafkaSettings(topic.settings().bootstrapServers(), file.toString());

    try (AutoCloseable open = topic.beginTransaction(0, "b");
        ConsumerGroup all = ConsumerGroup.open(topic.settings(), topic.name(), "some-group");
        ConsumerGroup some = ConsumerGroup.open(committed, topic.name(), "some-group")) {
      assertThat(all.ends()).isEqualTo(Map.of(0, 2L));
      assertThat(some.ends()).isEqualTo(Map.of(0, 1L));
    }
  }

  @Test
  @Tag("services")
  void aTopicThatDoesNotExistIsNamed() throws Exception {
    KafkaSettings settings = TestTopic.create(1).settings();

    try (ConsumerGroup group = ConsumerGroup.open(settings, "no-such-topic", "some-group")) {
      assertThatThrownBy(group::ends)
          .isInstanceOf(SidecartException.class)
          .hasMessageStartingWith("there is no topic 'no-such-topic' in Kafka at ");
    }
  }

  @Test
  void aHostNameThatCannotBeResolvedIsNamed() {
    assertThatThrownBy(
            () -> ConsumerGroup.open(KafkaSettings.of("no-such-host.invalid:9092"), "t", "g"))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("no-such-host.invalid:9092");
  }
}
