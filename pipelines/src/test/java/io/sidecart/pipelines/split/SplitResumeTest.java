package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What split does where its topic holds a part of the replay, or of another one. */
@Tag("pipeline")
@Tag("services")
class SplitResumeTest extends SplitOnKafka {
  @Test
  void aRunThatBrokeOffIsResumedToTheSameMessages() throws Exception {
    run(options -> options.setLimit(200));
    List<String> whole = texts(read());
    String other = "split-" + UUID.randomUUID();
    run(options -> limitTo(options, other, 70));

    run(
        options -> {
          limitTo(options, other, 200);
          options.setResume(true);
        });

    assertThat(texts(read(other))).isEqualTo(whole);
  }

  @Test
  void anAppendedRunThatBrokeOffIsResumedBehindWhatWasThere() throws Exception {
    // Given: all of a first replay, and a part of a second one
    run(options -> options.setLimit(200));
    List<ConsumerRecord<String, String>> first = read();
    breakOffAt(
        205,
        options -> {
          options.setLimit(200);
          options.setAppend(true);
          options.setRate(20);
        });
    assertThat(read()).hasSizeBetween(205, 399);

    // When
    run(
        options -> {
          options.setLimit(200);
          options.setResume(true);
        });

    // Then: each partition holds the replay twice, one behind the other
    List<ConsumerRecord<String, String>> both = read();
    for (int partition = 0; partition < 2; partition++) {
      List<String> once = values(first, partition);
      assertThat(values(both, partition))
          .isEqualTo(Stream.concat(once.stream(), once.stream()).toList());
    }
  }

  @Test
  void anAppendedRunThatWasLimitedIsResumedToo() throws Exception {
    run(options -> options.setLimit(50));
    run(
        options -> {
          options.setLimit(70);
          options.setAppend(true);
        });

    run(
        options -> {
          options.setLimit(100);
          options.setResume(true);
        });

    assertThat(read()).hasSize(150);
  }

  @Test
  void aTopicOfSomethingElseIsNotResumed() {
    try (ReplayTopic made = ReplayTopic.open(KafkaSettings.of(servers()), topic)) {
      assertThat(made.ensure(2).messages()).isZero();
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "1", "something else"));
    }

    assertThatThrownBy(() -> run(options -> options.setResume(true)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("does not hold a beginning of this replay");
  }

  @Test
  void aReplayThatIsNotTheOneOfTheTopicReplacesNothing() throws Exception {
    run(options -> options.setLimit(50));
    List<Storage.Entry> history = files("history");

    assertThatThrownBy(
            () ->
                run(
                    options -> {
                      options.setResume(true);
                      options.setSeed(4711);
                    }))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("does not hold a beginning of this replay");
    assertThat(files("history")).isEqualTo(history);
  }

  @Test
  void aTopicWhoseMessagesHaveExpiredIsNotTakenForAnEmptyOne() throws Exception {
    // Given: all that was sent is gone, and may have been read before
    run(options -> options.setLimit(50));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1),
                  new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    }

    // Then
    assertThatThrownBy(() -> run(options -> options.setResume(true)))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("has lost its first messages");
    assertThatThrownBy(() -> run(options -> {}))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(topic + " has lost the messages that it held");
  }

  /** Interrupts a run once the topic holds so many messages, while it sends more. */
  private void breakOffAt(int messages, Consumer<SplitOptions> more) throws InterruptedException {
    FutureTask<Void> sending =
        new FutureTask<>(
            () -> {
              run(more);
              return null;
            });
    Thread thread = new Thread(sending, "split");
    thread.start();
    read(topic, messages);
    thread.interrupt();
    assertThatThrownBy(sending::get).isInstanceOf(ExecutionException.class);
    thread.join();
  }

  private static void limitTo(SplitOptions options, String otherTopic, long limit) {
    options.setTopic(otherTopic);
    options.setLimit(limit);
  }
}
