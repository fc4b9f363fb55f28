package io.sidecart.runners.direct;

import com.datastax.driver.core.Cluster;
import com.datastax.driver.core.ResultSetFuture;
import com.datastax.driver.core.Session;
import io.sidecart.runners.services.Endpoints;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One topic and one table of strings, written and read with plain clients. */
final class Values implements AutoCloseable {
  private static final String TOPIC = "values";

  private final Map<String, Object> kafka;
  private final Cluster cluster;
  private final Session session;

  private Values(Map<String, Object> kafka, Cluster cluster) {
    this.kafka = kafka;
    this.cluster = cluster;
    this.session = cluster.connect();
  }

  static Values at(Endpoints endpoints) {
    String[] hostAndPort = endpoints.cassandra().split(":");
    return new Values(
        Map.of("bootstrap.servers", endpoints.kafka()),
        Cluster.builder()
            .addContactPointsWithPorts(
                new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])))
            .withoutJMXReporting()
            .build());
  }

  void create() throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    session.execute(
        "CREATE KEYSPACE kept WITH replication ="
            + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
    session.execute("CREATE TABLE kept.values (value text PRIMARY KEY)");
  }

  /** Returns once every value is acknowledged. */
  void writeToKafka(List<String> values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (String value : values) {
        sent.add(producer.send(new ProducerRecord<>(TOPIC, value)));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
  }

  List<String> readFromKafka(int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
      }
      return values;
    }
  }

  /** Returns once every value is acknowledged. */
  void writeToCassandra(List<String> values) {
    var insert = session.prepare("INSERT INTO kept.values (value) VALUES (?)");
    List<ResultSetFuture> sent = new ArrayList<>();
    values.forEach(value -> sent.add(session.executeAsync(insert.bind(value))));
    sent.forEach(ResultSetFuture::getUninterruptibly);
  }

  List<String> readFromCassandra() {
    return session.execute("SELECT value FROM kept.values").all().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
