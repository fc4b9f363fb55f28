package io.sidecart.transforms.kafka;

import io.sidecart.model.SidecartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Where a topic begins and ends, and how far a consumer group has come in it. */
public final class ConsumerGroup implements AutoCloseable {
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

  private final Admin admin;
  private final String servers;
  private final String topic;
  private final String group;

  private ConsumerGroup(Admin admin, String servers, String topic, String group) {
    this.admin = admin;
    this.servers = servers;
    this.topic = topic;
    this.group = group;
  }

  /**
   * Connects.
   *
   * @throws SidecartException if the settings are refused
   */
  public static ConsumerGroup open(KafkaSettings settings, String topic, String group) {
    Map<String, Object> config = settings.clientConfig();
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_TIMEOUT_MILLIS);
    try {
      return new ConsumerGroup(Admin.create(config), settings.bootstrapServers(), topic, group);
    } catch (KafkaException e) {
      throw new SidecartException(
          "cannot open a Kafka client for " + settings.bootstrapServers() + ": " + rootMessage(e),
          e);
    }
  }

  /** The first offset of each partition. */
  public Map<Integer, Long> beginnings() {
    return offsets(OffsetSpec.earliest());
  }

  /** The offset after the last message of each partition. */
  public Map<Integer, Long> ends() {
    return offsets(OffsetSpec.latest());
  }

  /** The committed offset of each partition that has one. */
  public Map<Integer, Long> committed() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<Integer, Long> offsets = new TreeMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null && partition.topic().equals(topic)) {
            offsets.put(partition.partition(), offset.offset());
          }
        });
    return offsets;
  }

  /** Commits these offsets, forward or back. */
  public void reset(Map<Integer, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> wanted =
        offsets.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> new TopicPartition(topic, entry.getKey()),
                    entry -> new OffsetAndMetadata(entry.getValue())));
    get(admin.alterConsumerGroupOffsets(group, wanted).all());
  }

  private Map<Integer, Long> offsets(OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions().stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    Map<Integer, Long> offsets = new TreeMap<>();
    get(admin.listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    return offsets;
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    get(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    return partitions;
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("interrupted while asking Kafka at " + servers, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new SidecartException(
            "there is no topic '"
                + topic
                + "' in Kafka at "
                + servers
                + "; './sidecart split' fills one, --topic names another",
            e);
      }
      throw new SidecartException("Kafka at " + servers + " does not answer: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  @Override
  public void close() {
    admin.close();
  }
}
