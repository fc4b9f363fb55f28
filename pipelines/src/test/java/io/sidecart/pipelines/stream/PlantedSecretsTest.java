package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.cql.TestKeyspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run of the stream writes anywhere, on Spark its event log too: that holds what the pages
 * of its UI show, all settings and properties among it.
 */
@Tag("pipeline")
@Tag("services")
class PlantedSecretsTest {
  @RegisterExtension static final TestKeyspace KEYSPACE = new TestKeyspace();
  private static final String SECRET = "planted-secret";

  @TempDir Path folder;
  @TempDir Path secrets;

  @BeforeEach
  void logEventsOfSpark() throws IOException {
    System.setProperty("spark.eventLog.enabled", "true");
    System.setProperty(
        "spark.eventLog.dir", Files.createDirectory(folder.resolve("events")).toUri().toString());
  }

  @AfterEach
  void logThemNoMore() {
    System.clearProperty("spark.eventLog.enabled");
    System.clearProperty("spark.eventLog.dir");
  }

  @Test
  void noFileOfARunTellsASecret() throws Exception {
    // Given
    StreamSite site = StreamSite.create(folder, KEYSPACE);
    site.publishModel();
    site.events().send(0, StreamSite.event(StreamSite.KNOWN_USER, 10), "not json");

    // When
    site.run(
        "--stopAt=end",
        "--kafkaConfig=" + kafkaConfig(),
        "--cassandraConfig=" + cassandraConfig(),
        "--report=" + folder.resolve("report.json"));

    // Then
    String written = written();
    assertThat(written).contains("\"events.parsed\"").doesNotContain(SECRET);
    if (System.getProperty("sidecart.test.job").contains("SparkRunner")) {
      assertThat(written).contains("SparkListenerEnvironmentUpdate", "spark.app.name");
    }
  }

  /** The servers of the tests want no login, and what they do not want they do not look at. */
  private Path kafkaConfig() throws IOException {
    return Files.writeString(
        secrets.resolve("kafka.properties"),
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
            + (" username=\"shop\" password=\"" + SECRET + "\";\n")
            + ("ssl.truststore.password=" + SECRET + "\n"));
  }

  private Path cassandraConfig() throws IOException {
    return Files.writeString(
        secrets.resolve("cassandra.properties"), "username=shop\npassword=" + SECRET + "\n");
  }

  private String written() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }
}
