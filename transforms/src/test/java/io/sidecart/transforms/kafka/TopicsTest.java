package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
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

  @Test
  void theBrokerDecidesHowLongMessagesAreKept() throws Exception {
    KafkaSettings settings = KafkaSettings.of(System.getProperty("sidecart.test.kafka"));
    String topic = "new-" + UUID.randomUUID();
    try (Topics topics = Topics.open(settings);
        Admin admin = Admin.create(settings.adminConfig())) {

      topics.createForLargeMessagesIfMissing(topic);

      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      assertThat(setForTheTopic(config, TopicConfig.RETENTION_MS_CONFIG)).isFalse();
      assertThat(setForTheTopic(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)).isTrue();
    }
  }

  private static boolean setForTheTopic(Config config, String name) {
    return config.get(name).source() == ConfigSource.DYNAMIC_TOPIC_CONFIG;
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
