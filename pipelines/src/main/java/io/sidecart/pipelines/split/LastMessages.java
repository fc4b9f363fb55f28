package io.sidecart.pipelines.split;

import io.sidecart.transforms.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the last message of each partition. */
final class LastMessages {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private LastMessages() {}

  /**
   * The text of the last message, by partition; an empty partition has none.
   *
   * @throws io.sidecart.model.SidecartException if Kafka does not answer
   */
  static Map<Integer, String> read(
      KafkaSettings settings, String topic, Map<Integer, Long> endOffsets) {
    return read(settings, topic, endOffsets, TIMEOUT);
  }

  static Map<Integer, String> read(
      KafkaSettings settings, String topic, Map<Integer, Long> endOffsets, Duration timeout) {
    Map<String, Object> config = settings.clientConfig();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // The file may name the group of a stream, whose offsets are none of this reader's business.
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    Map<Integer, String> last = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      endOffsets.forEach(
          (partition, end) -> {
            if (end > 0) {
              TopicPartition place = new TopicPartition(topic, partition);
              consumer.assign(List.of(place));
              consumer.seek(place, end - 1);
              for (ConsumerRecord<byte[], byte[]> message : consumer.poll(timeout)) {
                last.put(partition, text(message.value()));
              }
              // The mark of a transaction is passed over; otherwise nothing came.
              if (!last.containsKey(partition) && consumer.position(place) < end) {
                throw new TimeoutException("no answer within " + timeout.toSeconds() + " s");
              }
            }
          });
    } catch (KafkaException e) {
      throw ReplayTopic.unreachable(settings, e);
    }
    return last;
  }

  private static String text(byte[] value) {
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }
}
