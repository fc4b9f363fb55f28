package io.sidecart.transforms.kafka;

import io.sidecart.model.OffsetSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds offsets that hold no message: markers of transactions, what compaction removed.
 *
 * <p>Only the brokers know. It reads on from the offset in question, by the settings of the reader
 * itself so that it is shown the same messages; what it is not shown, nobody will be. Not safe for
 * threads.
 */
final class EmptyOffsets implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ConsumerFactory consumers;
  private final String topic;

  /** Offsets that were seen to hold a message, the last one of each partition. */
  private final Map<Integer, Long> full = new HashMap<>();

  private @Nullable Consumer<byte[], byte[]> consumer;

  EmptyOffsets(ConsumerFactory consumers, String topic) {
    this.consumers = consumers;
    this.topic = topic;
  }

  /**
   * The empty offsets among those that one look shows.
   *
   * @param offset where to look; nothing below it is told
   * @return a set that begins at the offset or, where that is empty, at the first after it that is
   *     not
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
   */
  OffsetSet from(int partition, long offset) {
    OffsetSet found = new OffsetSet(offset);
    if (Long.valueOf(offset).equals(full.get(partition))) {
      return found;
    }
    look(new TopicPartition(topic, partition), found);
    return found;
  }

  private void look(TopicPartition partition, OffsetSet found) {
    if (consumer == null) {
      consumer = consumers.open();
    }
    long from = found.committable();
    List<TopicPartition> partitions = List.of(partition);
    if (consumer.endOffsets(partitions, PATIENCE).get(partition) <= from) {
      return;
    }
    consumer.assign(partitions);
    consumer.seek(partition, from);
    long next = from;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
      if (record.offset() == from) {
        full.put(partition.partition(), from);
      }
      found.add(next, record.offset() - 1);
      next = record.offset() + 1;
    }
    found.add(next, consumer.position(partition) - 1);
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
