package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.KafkaOptions;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class SettingsFilesTest {
  /** One that is in the folder in which the tests run. */
  private static final String FILE = "pom.xml";

  private static final String ABSOLUTE = Path.of(FILE).toAbsolutePath().toString();

  private final SampleJob.Options options = PipelineOptionsFactory.as(SampleJob.Options.class);

  @Test
  void aFileOfTheCurrentFolderIsNamedInFull() {
    // Given
    options.setKafkaConfig(FILE);
    options.setCassandraConfig(FILE);

    // When
    fill(new SettingsFiles(Map.of(), file -> false));

    // Then
    assertThat(options.as(KafkaOptions.class).getKafkaConfig()).isEqualTo(ABSOLUTE);
    assertThat(options.as(CassandraOptions.class).getCassandraConfig()).isEqualTo(ABSOLUTE);
  }

  @Test
  void theEnvironmentOfTheDriverCountsForWorkersToo() {
    fill(
        new SettingsFiles(
            Map.of("SIDECART_KAFKA_CONFIG", FILE, "SIDECART_CASSANDRA_CONFIG", "/other"),
            file -> false));

    assertThat(options.getKafkaConfig()).isEqualTo(ABSOLUTE);
    assertThat(options.getCassandraConfig()).isEqualTo("/other");
  }

  @Test
  void aFileThatEachWorkerGetsKeepsItsName() {
    options.setKafkaConfig(FILE);

    fill(new SettingsFiles(Map.of(), FILE::equals));

    assertThat(options.getKafkaConfig()).isEqualTo(FILE);
  }

  @Test
  void nothingStaysNothing() {
    fill(new SettingsFiles(Map.of(), file -> false));

    assertThat(options.getKafkaConfig()).isNull();
    assertThat(options.getCassandraConfig()).isNull();
  }

  private void fill(SettingsFiles files) {
    files.fill(options, SampleJob.Options.class);
  }
}
