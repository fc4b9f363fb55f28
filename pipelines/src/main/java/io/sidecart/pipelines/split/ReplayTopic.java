package io.sidecart.pipelines.split;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.ClientFailure;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.TopicLeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that events are sent to: made where it is missing, and asked what it holds. */
final class ReplayTopic implements AutoCloseable {

  private final KafkaSettings settings;
  private final String topic;
  private final Admin admin;

  /**
   * What a topic holds.
   *
   * @param first the first offset of each partition that is still there
   * @param end the offset after the last of each partition
   */
  record Content(Map<Integer, Long> first, Map<Integer, Long> end) {

    Partitions partitions() {
      return new Partitions(end.size());
    }

    long messages() {
      return end.keySet().stream().mapToLong(p -> end.get(p) - first.get(p)).sum();
    }

    /** Whether nothing was ever sent to it: one whose messages have expired was read by others. */
    boolean isUnused() {
      return end.values().stream().allMatch(offset -> offset == 0);
    }
  }

  private ReplayTopic(KafkaSettings settings, String topic, Admin admin) {
    this.settings = settings;
    this.topic = topic;
    this.admin = admin;
  }

  /**
   * Connects.
   *
   * @throws SidecartException if the settings are not those of a client
   */
  static ReplayTopic open(KafkaSettings settings, String topic) {
    try {
      return new ReplayTopic(settings, topic, Admin.create(settings.adminConfig()));
    } catch (KafkaException e) {
      throw unreachable(settings, e);
    }
  }

  /**
   * Makes the topic unless it exists, with messages that never expire: a replay may carry times of
   * long ago. Where it exists the user need not be allowed to make one.
   *
   * @throws SidecartException if Kafka does not answer or refuses
   */
  Content ensure(int partitions) {
    if (await(admin.listTopics().names()).contains(topic)) {
      return content();
    }
    NewTopic created =
        new NewTopic(topic, Optional.of(partitions), Optional.empty())
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    try {
      await(admin.createTopics(List.of(created)).all());
    } catch (TopicExistsException e) {
      return content();
    }
    await(
        () -> {
          TopicLeaders.await(admin, topic, partitions);
          return partitions;
        });
    // It is known to be empty, while not every broker may know of it yet.
    Map<Integer, Long> none =
        IntStream.range(0, partitions).boxed().collect(Collectors.toMap(p -> p, p -> 0L));
    return new Content(none, none);
  }

  private Content content() {
    int count =
        await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().size();
    return new Content(offsets(count, OffsetSpec.earliest()), offsets(count, OffsetSpec.latest()));
  }

  private Map<Integer, Long> offsets(int partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      asked.put(new TopicPartition(topic, partition), which);
    }
    Map<TopicPartition, ListOffsetsResultInfo> found = await(admin.listOffsets(asked).all());
    return found.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().partition(), e -> e.getValue().offset()));
  }

  private interface Answer<T> {
    T get() throws ExecutionException, InterruptedException;
  }

  private <T> T await(KafkaFuture<T> future) {
    return await(future::get);
  }

  private <T> T await(Answer<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException exists) {
        throw exists;
      }
      throw unreachable(settings, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("interrupted while asking Kafka for topic " + topic, e);
    }
  }

  static SidecartException unreachable(KafkaSettings settings, Throwable failure) {
    return new SidecartException(
        ("Kafka at %s cannot be used: %s; start it with ./sidecart up, or check --bootstrapServers"
                + ", and --kafkaConfig, whose default is SIDECART_KAFKA_CONFIG")
            .formatted(settings.bootstrapServers(), ClientFailure.reason(failure)),
        ClientFailure.cause(failure));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
