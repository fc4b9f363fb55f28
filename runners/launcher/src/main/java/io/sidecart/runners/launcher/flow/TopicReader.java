package io.sidecart.runners.launcher.flow;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that a topic holds. */
public final class TopicReader {
  /** How long Kafka may give nothing. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private TopicReader() {}

  /**
   * Reads from the beginning to what is the end now; the messages of a partition in their order.
   *
   * @return how many messages there were
   * @throws SidecartException if Kafka gives nothing for long
   */
  public static long read(
      KafkaSettings kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.clientConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long messages = 0;
      long last = System.nanoTime();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
          reader.accept(message);
          messages++;
          last = System.nanoTime();
        }
        if (System.nanoTime() - last > PATIENCE.toNanos()) {
          throw new SidecartException(
              "Kafka gave no message of the topic %s for %d s, and %,d before"
                  .formatted(topic, PATIENCE.toSeconds(), messages));
        }
      }
      return messages;
    }
  }
}
