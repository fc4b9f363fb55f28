package io.sidecart.pipelines.split;

import io.sidecart.model.split.LiveEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * In which partition an event stands: by its key, the user id as text, as Kafka's own clients do.
 *
 * @param count how many partitions the topic has
 */
record Partitions(int count) {

  int of(LiveEvent event) {
    return Utils.toPositive(Utils.murmur2(key(event))) % count;
  }

  static byte[] key(LiveEvent event) {
    return Integer.toString(event.userId()).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] value(LiveEvent event) {
    return event.json().getBytes(StandardCharsets.UTF_8);
  }
}
