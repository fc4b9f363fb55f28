package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("services")
class TopicsTest {
  private static final int PARTITIONS = 100;

  @Test
  void eachPartitionOfANewTopicTakesMessagesAtOnce() {
    KafkaSettings settings = KafkaSettings.of(System.getProperty("sidecart.test.kafka"));
    String topic = "new-" + UUID.randomUUID();
    Map<String, Object> config = settings.clientConfig();
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    config.put(ProducerConfig.RETRIES_CONFIG, 0);
    try (Topics topics = Topics.open(settings);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {

      topics.createIfMissing(topic, Optional.of(PARTITIONS));

      assertThatCode(() -> sendToEach(producer, topic)).doesNotThrowAnyException();
    }
  }

  private static void sendToEach(KafkaProducer<byte[], byte[]> producer, String topic)
      throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      sent.add(producer.send(new ProducerRecord<>(topic, partition, null, new byte[1])));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }
}
