package io.sidecart.transforms.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens producers that lose nothing, by the settings of the file where these do not matter. */
final class ProducerFactory {
  /** Kafka's own defaults. */
  private static final int DELIVERY_MILLIS = 120_000;

  private static final int REQUEST_MILLIS = 30_000;

  private static final int LINGER_MILLIS = 5;

  private ProducerFactory() {}

  static Producer<byte[], byte[]> open(KafkaSettings settings) {
    Map<String, Object> config = settings.clientConfig();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGE_MESSAGE_BYTES);
    Object delivery =
        config.getOrDefault(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    // Where Kafka is away before the topic is known, a message waits as long as behind that.
    config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
    // Kafka takes no request timeout that does not fit into the delivery's.
    long rest = millis(delivery) - millis(config.get(ProducerConfig.LINGER_MS_CONFIG));
    if (rest > 0 && rest < REQUEST_MILLIS) {
      config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) rest);
    }
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** 0 where it is no number, of which Kafka says what is wrong. */
  private static long millis(Object value) {
    try {
      return Long.parseLong(value.toString().strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
