package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.Link;
import io.sidecart.model.EventId;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
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

  @TempDir Path folder;
  private final List<Command> started = new ArrayList<>();
  private String topic;
  private String group;

  @BeforeEach
  void send(TestInfo test) throws Exception {
    topic = "cart-events-" + test.getTestMethod().orElseThrow().getName();
    group = "group-of-" + topic;
    TestServers.applySchema();
    send();
  }

  @AfterEach
  void leaveNoStream() {
    started.forEach(Command::kill);
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
    Link link = Link.to(TestServers.cassandra());
    Command stream = stream(link.settings(), "--patience=3");
    await(() -> committed() > 0);

    link.close();
    send();
    Command.Result failed = stream.await();

    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("Cassandra at 127.0.0.1").doesNotContain("\tat ");
    assertEverythingArrives();
  }

  private Command stream(String... options) throws IOException {
    return stream(TestServers.cassandra(), options);
  }

  private Command stream(CassandraSettings cassandra, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("stream", "--topic=" + topic, "--group=" + group));
    all.addAll(TestServers.options(cassandra));
    all.addAll(List.of(options));
    Home home = Home.current().withState(folder.resolve("state"));
    Command stream = Command.start(home, folder, all.toArray(String[]::new));
    started.add(stream);
    return stream;
  }

  private void assertEverythingArrives() throws Exception {
    Command.Result result = stream("--stopAt=end").await();

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(ids()).isEqualTo(sent());
    assertThat(committed()).isEqualTo(sent().size());
  }

  private void send() throws Exception {
    TestServers.send(topic, EVENTS);
  }

  private Set<EventId> sent() {
    Set<EventId> ids = new HashSet<>();
    try (ConsumerGroup opened = ConsumerGroup.open(TestServers.kafka(), topic, group)) {
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
    try (ConsumerGroup opened = ConsumerGroup.open(TestServers.kafka(), topic, group)) {
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
