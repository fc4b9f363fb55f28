package io.sidecart.transforms.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of its own for a test, in the real Kafka that the test run started. */
public final class TestTopic {
  private final KafkaSettings settings;
  private final String name;
  private final int partitions;

  private TestTopic(KafkaSettings settings, String name, int partitions) {
    this.settings = settings;
    this.name = name;
    this.partitions = partitions;
  }

  public static TestTopic create(int partitions) throws Exception {
    return create(partitions, Map.of());
  }

  public static TestTopic create(int partitions, Map<String, String> config) throws Exception {
    KafkaSettings settings = KafkaSettings.of(System.getProperty("sidecart.test.kafka"));
    String name = "test-" + UUID.randomUUID();
    try (Admin admin = Admin.create(settings.clientConfig())) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
          .all()
          .get();
      TopicLeaders.await(admin, name, partitions);
    }
    return new TestTopic(settings, name, partitions);
  }

  public KafkaSettings settings() {
    return settings;
  }

  public String name() {
    return name;
  }

  /** Sends texts to one partition and waits for the acknowledgements. */
  public void send(int partition, String... values) throws Exception {
    sendAt(partition, null, values);
  }

  /** The same with a timestamp in milliseconds. */
  public void sendAt(int partition, Long timestamp, String... values) throws Exception {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            settings.clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : values) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    name, partition, timestamp, null, value.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
  }

  /** Sends each text in a transaction of its own, which leaves a marker: an empty offset. */
  public void sendInTransactions(int partition, String... values) {
    try (Producer<byte[], byte[]> producer = transactional()) {
      for (String value : values) {
        producer.beginTransaction();
        var unused =
            producer.send(
                new ProducerRecord<>(
                    name, partition, null, value.getBytes(StandardCharsets.UTF_8)));
        producer.commitTransaction();
      }
    }
  }

  /** Sends a text in a transaction that stays open until it is closed. */
  public AutoCloseable beginTransaction(int partition, String value) throws Exception {
    Producer<byte[], byte[]> producer = transactional();
    producer.beginTransaction();
    producer
        .send(new ProducerRecord<>(name, partition, null, value.getBytes(StandardCharsets.UTF_8)))
        .get();
    return producer;
  }

  private Producer<byte[], byte[]> transactional() {
    Map<String, Object> config = settings.clientConfig();
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test-" + name);
    // So that what is sent is there before the transaction ends.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /** Everything that the topic holds now, partition by partition. */
  public List<ConsumerRecord<String, byte[]>> readAll() {
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(new TopicPartition(name, partition));
    }
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            settings.clientConfig(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
