package io.sidecart.transforms.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where a topic begins and ends, and how far a consumer group has come in it. */
public final class ConsumerGroup implements AutoCloseable {
  private final KafkaAdmin admin;
  private final String topic;
  private final String group;
  private final ListOffsetsOptions readable;

  private ConsumerGroup(KafkaAdmin admin, String topic, String group, ListOffsetsOptions readable) {
    this.admin = admin;
    this.topic = topic;
    this.group = group;
    this.readable = readable;
  }

  /**
   * Connects.
   *
   * @throws io.sidecart.model.SidecartException if the settings are refused
   */
  public static ConsumerGroup open(KafkaSettings settings, String topic, String group) {
    return new ConsumerGroup(
        KafkaAdmin.open(settings), topic, group, new ListOffsetsOptions(isolation(settings)));
  }

  /** What the readers of the same settings see. */
  private static IsolationLevel isolation(KafkaSettings settings) {
    Object level = settings.clientConfig().get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
    return IsolationLevel.READ_COMMITTED.toString().equals(level)
        ? IsolationLevel.READ_COMMITTED
        : IsolationLevel.READ_UNCOMMITTED;
  }

  /** The first offset of each partition. */
  public Map<Integer, Long> beginnings() {
    return offsets(OffsetSpec.earliest(), readable);
  }

  /** The offset after the last message of each partition that a reader may have. */
  public Map<Integer, Long> ends() {
    return offsets(OffsetSpec.latest(), readable);
  }

  /** The same, with messages of transactions that are still open. */
  public Map<Integer, Long> writtenEnds() {
    return offsets(OffsetSpec.latest(), new ListOffsetsOptions());
  }

  /** The committed offset of each partition that has one. */
  public Map<Integer, Long> committed() {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.get(
            admin.client().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), topic);
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
    admin.get(admin.client().alterConsumerGroupOffsets(group, wanted).all(), topic);
  }

  private Map<Integer, Long> offsets(OffsetSpec spec, ListOffsetsOptions options) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions().stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    Map<Integer, Long> offsets = new TreeMap<>();
    admin
        .get(admin.client().listOffsets(asked, options).all(), topic)
        .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    return offsets;
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    admin
        .get(admin.client().describeTopics(List.of(topic)).allTopicNames(), topic)
        .get(topic)
        .partitions()
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    return partitions;
  }

  @Override
  public void close() {
    admin.close();
  }
}
