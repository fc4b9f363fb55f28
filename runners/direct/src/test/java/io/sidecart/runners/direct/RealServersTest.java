package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.driver.core.Cluster;
import com.datastax.driver.core.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The servers that every other test tagged services relies on. */
@Tag("services")
@Timeout(60)
class RealServersTest {
  private static final String TOPIC = "real-servers-test";

  @Test
  void kafkaGivesBackWhatItWasGiven() throws Exception {
    // Given
    Map<String, Object> servers =
        Map.of("bootstrap.servers", System.getProperty("sidecart.test.kafka"));
    try (Admin admin = Admin.create(servers)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }

    // When
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "key", "value")).get();
    }

    // Then
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(servers, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      while (values.isEmpty()) {
        consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
      }
      assertThat(values).containsExactly("value");
    }
  }

  @Test
  void cassandraAnswers() {
    // Given
    String[] hostAndPort = System.getProperty("sidecart.test.cassandra").split(":");

    // When
    String version;
    try (Cluster cluster =
            Cluster.builder()
                .addContactPointsWithPorts(
                    new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])))
                .withoutJMXReporting()
                .build();
        Session session = cluster.connect()) {
      version = session.execute("SELECT release_version FROM system.local").one().getString(0);
    }

    // Then
    assertThat(version).startsWith("5.");
  }
}
