package io.sidecart.transforms.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens consumers on the worker, so that what the settings file says never leaves it. */
final class ConsumerFactory
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {
  private static final long serialVersionUID = 1L;

  /** A reader gets the messages of one poll at a time from another thread. */
  private static final int POLL_RECORDS = 5_000;

  private final KafkaSettings settings;
  private final String group;

  ConsumerFactory(KafkaSettings settings, String group) {
    this.settings = settings;
    this.group = group;
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> wanted) {
    Map<String, Object> config = new HashMap<>(wanted);
    // Another consumer of the group, such as the one that looks at the backlog, brings its own.
    config.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    Map<String, Object> given = settings.clientConfig();
    // The group is an option: offsets are committed for that one.
    given.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.putAll(given);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A position that is gone is an error, never a silent jump over messages.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new KafkaConsumer<>(config);
  }

  Consumer<byte[], byte[]> open() {
    return apply(Map.of());
  }
}
