package io.sidecart.runners.launcher.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Three messages that no shop should send, among those that it does. */
public final class MalformedMessages {
  public static final List<String> VALUES =
      List.of(
          "{\"user_id\":1645,\"item_id\":",
          "{\"user_id\":1645,\"item_id\":9416653,\"sales_value\":4.99}",
          "{\"user_id\":\"Ada\",\"item_id\":9416653,\"quantity\":1,\"sales_value\":4.99}");

  private static final long BETWEEN_LOOKS_MILLIS = 50;

  private MalformedMessages() {}

  /** Sends them once others have begun to fill the topic, for which it waits until interrupted. */
  public static @Nullable Void sendAmongOthers(KafkaSettings kafka, String topic)
      throws InterruptedException, ExecutionException {
    awaitFirstMessage(kafka, topic);
    send(kafka, topic);
    return null;
  }

  /** Sends them now. */
  public static void send(KafkaSettings kafka, String topic)
      throws InterruptedException, ExecutionException {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : VALUES) {
        producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get();
      }
    }
  }

  private static void awaitFirstMessage(KafkaSettings kafka, String topic)
      throws InterruptedException {
    try (Topics topics = Topics.open(kafka);
        ConsumerGroup group = ConsumerGroup.open(kafka, topic, "sidecart-demo")) {
      while (!topics.exists(topic) || group.ends().values().stream().allMatch(end -> end == 0)) {
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
    }
  }
}
