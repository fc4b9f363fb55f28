package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.Link;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.model.CartEventJson;
import io.sidecart.model.EventId;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Ports;
import io.sidecart.runners.services.Service;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is stopped, killed, or left without its servers loses nothing. */
@Tag("services")
@Timeout(240)
class StreamRestartTest {
  private static final int EVENTS = 2_000;

  @TempDir static Path state;
  @TempDir Path folder;
  private final Home home = Home.current().withState(state);
  private final LocalStack stack = new LocalStack(home);
  private Endpoints endpoints;
  private String topic;
  private String group;

  /** What an earlier test has left running serves the next one. */
  @BeforeEach
  void startServersOfItsOwn(TestInfo test) throws Exception {
    endpoints = stack.start(new Ports(Map.of()));
    topic = "cart-events-" + test.getTestMethod().orElseThrow().getName();
    group = "group-of-" + topic;
    Schema.apply(cassandra(), Replication.oneNode());
    try (Topics topics = Topics.open(kafka())) {
      topics.createIfMissing(topic, Optional.of(2));
    }
    send();
  }

  @AfterAll
  static void leaveNoProcess() {
    new LocalStack(Home.current().withState(state)).wipe();
  }

  @Test
  @Tag("long")
  void aStreamThatIsAskedToStopExitsWithZeroAndGoesOnLater() throws Exception {
    Command stream = stream();
    await(() -> committed() > 0);

    stream.terminate();
    Command.Result stopped = stream.await();

    assertThat(stopped.status()).as(stopped.err()).isZero();
    assertEverythingArrives();
  }

  @Test
  void aStreamThatIsKilledGoesOnFromTheCommittedOffsets() throws Exception {
    Command stream = stream();
    await(() -> committed() > 0);

    // With these on their way.
    send();
    stream.kill();
    stream.await();
    assertThat(committed()).isLessThan(sent().size());

    assertEverythingArrives();
  }

  @Test
  void aStreamThatLosesCassandraSaysSoAndGoesOnLater() throws Exception {
    Link link = Link.to(cassandra());
    Command stream = stream("--patience=3", "--cassandra=" + link.settings().contactPoints());
    await(() -> committed() > 0);

    link.close();
    send();
    Command.Result failed = stream.await();

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("Cassandra at 127.0.0.1").doesNotContain("\tat ");
    assertEverythingArrives();
  }

  @Test
  @Tag("long")
  void aStreamOutlivesARestartOfKafka() throws Exception {
    Command stream = stream();
    await(() -> committed() > 0);

    kill(Service.KAFKA);
    stack.start(new Ports(Map.of()));
    send();

    await(() -> committed() == 2 * EVENTS);
    stream.terminate();
    assertThat(stream.await().status()).isZero();
    assertThat(ids()).isEqualTo(sent());
  }

  private Command stream(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("stream", "--topic=" + topic, "--group=" + group));
    all.addAll(List.of(options));
    return Command.start(home, folder, all.toArray(String[]::new));
  }

  private void kill(Service service) {
    long pid =
        stack.status().stream()
            .filter(each -> each.service() == service)
            .findFirst()
            .orElseThrow()
            .pid()
            .orElseThrow();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private void assertEverythingArrives() throws Exception {
    Command.Result result = stream("--stopAt=end").await();

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(ids()).isEqualTo(sent());
    assertThat(committed()).isEqualTo(sent().size());
  }

  private CassandraSettings cassandra() {
    return CassandraSettings.of(endpoints.cassandra(), "sidecart", null);
  }

  private KafkaSettings kafka() {
    return KafkaSettings.of(endpoints.kafka());
  }

  private void send() throws Exception {
    Map<String, Object> config = new HashMap<>(kafka().clientConfig());
    // A producer that counts its batches may find a broker that was killed out of step for ever.
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < EVENTS; i++) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topic,
                    i % 2,
                    null,
                    CartEventJson.write(i % 100, i, 1, 4.99).getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private Set<EventId> sent() {
    Set<EventId> ids = new HashSet<>();
    try (ConsumerGroup opened = ConsumerGroup.open(kafka(), topic, group)) {
      opened
          .ends()
          .forEach(
              (partition, end) -> {
                for (long offset = 0; offset < end; offset++) {
                  ids.add(new EventId(topic, partition, offset));
                }
              });
    }
    return ids;
  }

  private long committed() {
    try (ConsumerGroup opened = ConsumerGroup.open(kafka(), topic, group)) {
      return opened.committed().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The identities of all rows that readers of the output see. */
  private Set<EventId> ids() throws IOException {
    String output = folder.resolve("sidecart-out/enriched").toString();
    Storage storage = Storages.of(output);
    Set<EventId> ids = new HashSet<>();
    for (Storage.Entry file : Storages.visibleFiles(storage, output)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), EnrichedEventRows.IDS)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          ids.add(EnrichedEventRows.id(row));
        }
      }
    }
    return ids;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
      assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
