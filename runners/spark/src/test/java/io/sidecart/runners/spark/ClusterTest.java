package io.sidecart.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.EventId;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.ListeningSockets;
import io.sidecart.runners.services.Service;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every job on a real Spark cluster, with the jar that is built for one, and every folder on a real
 * HDFS. The counts are those of DirectRunner; the stream runs until it is stopped.
 */
@Tag("services")
@Tag("cluster")
@Tag("long")
@Timeout(600)
class ClusterTest {
  @TempDir Path folder;
  private final Home home = Home.current();
  private Home own;
  private @Nullable AttachedStack stack;

  @BeforeEach
  void start() {
    own = home.withState(home.state().resolve("test-cluster"));
    stack = AttachedStack.start(own, EnumSet.allOf(Service.class));
  }

  @AfterEach
  void stop() {
    if (stack != null) { // which failed to start otherwise
      stack.close();
    }
  }

  @Test
  void theJobsGiveTheSameCountsAsOnDirectRunner() throws Exception {
    // Given
    upload("purchases.csv");
    upload("products.csv");

    // When, then
    assertThat(
            sidecart(
                "prepare",
                "--runner=SparkRunner",
                master(),
                "--purchases=" + hdfs("purchases.csv"),
                "--products=" + hdfs("products.csv"),
                "--cassandra=" + stack.endpoint(Service.CASSANDRA),
                "--output=" + hdfs("prepared")))
        .contains("509 rows read, 500 kept", "95 in 21 departments", "Cassandra     loaded");
    assertThat(
            sidecart(
                "split",
                "--runner=SparkRunner",
                master(),
                "--bootstrapServers=" + stack.endpoint(Service.KAFKA),
                "--cassandra=" + stack.endpoint(Service.CASSANDRA),
                "--prepared=" + hdfs("prepared"),
                "--history=" + hdfs("history")))
        .contains("history       253 purchases", "live          247 purchases");
    assertThat(
            sidecart(
                "train",
                master(),
                "--history=" + hdfs("history"),
                "--models=" + hdfs("models"),
                "--rank=4",
                "--maxIter=2"))
        .contains("registered: 25 users x 75 items");
    assertThat(streamUntilStopped()).contains("247 rows, 0 dead letters");
    assertThat(rows()).hasSize(247).doesNotHaveDuplicates();
    assertThat(
            sidecart(
                "compact",
                "--runner=SparkRunner",
                master(),
                "--path=" + hdfs("enriched"),
                "--olderThan=0s",
                "--report=" + hdfs("compact.json")))
        .contains("247 -> 247        0");
  }

  /** Streams all that there is, is stopped as a user does it, and gives what the stream printed. */
  private String streamUntilStopped() throws IOException, InterruptedException {
    Path output = folder.resolve("stream.txt");
    Process stream =
        start(
            output,
            "stream",
            "--runner=SparkRunner",
            master(),
            "--bootstrapServers=" + stack.endpoint(Service.KAFKA),
            "--cassandra=" + stack.endpoint(Service.CASSANDRA),
            "--models=" + hdfs("models"),
            "--output=" + hdfs("enriched"),
            "--checkpointDir=" + hdfs("checkpoints"),
            "--report=" + hdfs("stream.json"));
    try (ConsumerGroup group =
        ConsumerGroup.open(
            KafkaSettings.of(stack.endpoint(Service.KAFKA)), "cart-events", "sidecart-stream")) {
      while (!group.committed().equals(group.ends())) {
        assertThat(stream.waitFor(200, TimeUnit.MILLISECONDS)).as(output.toString()).isFalse();
      }
      assertListensOnLoopback("stream", stream.toHandle());
      // With what they have started: the executors.
      for (Map.Entry<String, ProcessHandle> server : stack.processes().entrySet()) {
        assertListensOnLoopback(server.getKey(), server.getValue());
      }
      sidecart("stop");
      assertThat(stream.waitFor()).isZero();
      return Files.readString(output);
    } finally {
      stream.destroyForcibly();
    }
  }

  private static void assertListensOnLoopback(String name, ProcessHandle process)
      throws IOException {
    assertThat(ListeningSockets.of(process))
        .as(name)
        .isNotEmpty()
        .allMatch(socket -> socket.getAddress().isLoopbackAddress());
  }

  /** The identity of each row that readers of the stream's output see. */
  private List<EventId> rows() throws IOException {
    Storage storage = Storages.of(hdfs("enriched"));
    List<EventId> ids = new ArrayList<>();
    for (Storage.Entry file : Storages.visibleFiles(storage, hdfs("enriched"))) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), EnrichedEventRows.IDS)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          ids.add(EnrichedEventRows.id(row));
        }
      }
    }
    return ids;
  }

  private String master() {
    return "--sparkMaster=spark://" + stack.endpoint(Service.SPARK_MASTER);
  }

  private void upload(String name) throws IOException {
    byte[] content = Files.readAllBytes(home.checkout().resolve("data/sample").resolve(name));
    Storages.publish(Storages.of(hdfs(name)), hdfs(name), content);
  }

  private String hdfs(String path) {
    return "hdfs://" + stack.endpoint(Service.HDFS) + "/" + path;
  }

  /** Runs the script, as a user does, and gives what it prints. */
  private String sidecart(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, arguments[0], ".txt");
    Process process = start(output, arguments);
    try {
      int status = process.waitFor();
      String printed = Files.readString(output);
      assertThat(status).as(printed).isZero();
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.checkout().resolve("sidecart").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SIDECART_NO_BUILD", "yes");
    builder.environment().put("SIDECART_HEAP", "512m");
    builder
        .environment()
        .put("SIDECART_FLAGS", "-XX:TieredStopAtLevel=1 -Dsidecart.state=" + own.state());
    builder
        .environment()
        .put("SIDECART_EXECUTOR_FLAGS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    return builder.start();
  }
}
