package io.sidecart.transforms.kafka;

import io.sidecart.model.EventId;
import io.sidecart.model.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes values of what the Kafka client hands out. */
final class Messages {
  private Messages() {}

  static Message of(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    return new Message(
        new EventId(topic, partition, offset), Instant.ofEpochMilli(timestamp), key, value);
  }
}
