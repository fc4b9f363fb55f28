package io.sidecart.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every job on a real Spark cluster, with the jar that is built for one, and every folder on a real
 * HDFS. The counts are those of DirectRunner.
 */
@Tag("services")
@Tag("cluster")
@Timeout(600)
class ClusterTest {
  @TempDir Path folder;
  private final Home home = Home.current();
  private Home own;
  private AttachedStack stack;

  @BeforeEach
  void start() {
    own = home.withState(home.state().resolve("test-cluster"));
    stack = AttachedStack.start(own, EnumSet.allOf(Service.class));
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void theJobsGiveTheSameCountsAsOnDirectRunner() throws Exception {
    // Given
    String data = home.checkout().resolve("data/sample").toString();

    // When, then
    assertThat(
            sidecart(
                "prepare",
                "--runner=SparkRunner",
                "--purchases=" + data + "/purchases.csv",
                "--products=" + data + "/products.csv",
                "--cassandra=" + stack.endpoint(Service.CASSANDRA),
                "--output=" + hdfs("prepared")))
        .contains("509 rows read, 500 kept", "95 in 21 departments", "Cassandra     loaded");
    assertThat(
            sidecart(
                "split",
                "--runner=SparkRunner",
                "--bootstrapServers=" + stack.endpoint(Service.KAFKA),
                "--prepared=" + hdfs("prepared"),
                "--history=" + hdfs("history")))
        .contains("history       253 purchases", "live          247 purchases");
    assertThat(
            sidecart(
                "train",
                "--history=" + hdfs("history"),
                "--models=" + hdfs("models"),
                "--rank=4",
                "--maxIter=2"))
        .contains("published: 25 users x 75 items");
    assertThat(
            sidecart(
                "stream",
                "--runner=SparkRunner",
                "--stopAt=end",
                "--bootstrapServers=" + stack.endpoint(Service.KAFKA),
                "--cassandra=" + stack.endpoint(Service.CASSANDRA),
                "--models=" + hdfs("models"),
                "--output=" + hdfs("enriched"),
                "--report=" + hdfs("stream.json")))
        .contains("247 rows, 0 dead letters");
    assertThat(
            sidecart(
                "compact",
                "--runner=SparkRunner",
                "--path=" + hdfs("enriched"),
                "--olderThan=0s",
                "--report=" + hdfs("compact.json")))
        .contains("247 -> 247        0");
  }

  private String hdfs(String path) {
    return "hdfs://" + stack.endpoint(Service.HDFS) + "/" + path;
  }

  /** Runs the script, as a user does, and gives what it prints. */
  private String sidecart(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.checkout().resolve("sidecart").toString());
    command.addAll(List.of(arguments));
    command.add("--sparkMaster=spark://" + stack.endpoint(Service.SPARK_MASTER));
    Path output = Files.createTempFile(folder, arguments[0], ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SIDECART_NO_BUILD", "yes");
    builder.environment().put("SIDECART_HEAP", "512m");
    builder.environment().put("SIDECART_FLAGS", "-Dsidecart.state=" + own.state());
    Process process = builder.start();
    try {
      int status = process.waitFor();
      String printed = Files.readString(output);
      assertThat(status).as(printed).isZero();
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
