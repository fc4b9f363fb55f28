package io.sidecart.runners.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.model.CartEventJson;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The servers that all tests share, for commands that run as processes of their own. */
final class TestServers {
  private static final int PARTITIONS = 2;

  private TestServers() {}

  static KafkaSettings kafka() {
    return KafkaSettings.of(System.getProperty("sidecart.test.kafka"));
  }

  static CassandraSettings cassandra() {
    return CassandraSettings.of(System.getProperty("sidecart.test.cassandra"), "sidecart", null);
  }

  /** What tells a command of Kafka and, by way of these contact points, of Cassandra. */
  static List<String> options(CassandraSettings cassandra) {
    return List.of(
        "--bootstrapServers=" + kafka().bootstrapServers(),
        "--cassandra=" + cassandra.contactPoints());
  }

  /** Makes the keyspace that commands use where they are told of none. */
  static void applySchema() {
    Schema.apply(cassandra(), Replication.oneNode());
  }

  /** Sends so many events of a hundred users to a topic, which is made where it is missing. */
  static void send(String topic, int events) throws Exception {
    try (Topics topics = Topics.open(kafka())) {
      topics.createIfMissing(topic, Optional.of(PARTITIONS));
    }
    try (var producer =
        new KafkaProducer<>(
            kafka().clientConfig(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < events; i++) {
        byte[] event = CartEventJson.write(i % 100, i, 1, 4.99).getBytes(UTF_8);
        sent.add(producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, event)));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }
}
