package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
  @TempDir Path folder;

  @Test
  void theServersWinOverThoseOfTheFile() throws Exception {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, "security.protocol=SASL_SSL\nbootstrap.servers=elsewhere:1\n");

    KafkaSettings settings = new KafkaSettings("one:9092,two:9093", file.toString());

    assertThat(settings.clientConfig())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("bootstrap.servers", "one:9092,two:9093");
  }

  @Test
  void aSecretOfTheFileIsNotShown() throws Exception {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, "sasl.jaas.config=planted-secret\n");

    assertThat(new KafkaSettings("one:9092", file.toString()).toString())
        .doesNotContain("planted-secret");
  }

  @Test
  void aMissingFileIsNamed() {
    KafkaSettings settings = new KafkaSettings("one:9092", "no-such.properties");

    assertThatThrownBy(settings::clientConfig)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("no-such.properties");
  }

  @Test
  void aBrokenFileIsNamedWithoutItsContent() throws Exception {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, "password=\\uplanted\n");
    KafkaSettings settings = new KafkaSettings("one:9092", file.toString());

    assertThatThrownBy(settings::clientConfig)
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("kafka.properties")
        .hasMessageNotContaining("planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9092", "[::1]:9092", "a-b.example:1,10.0.0.1:65535"})
  void hostsWithPortsAreTaken(String servers) {
    assertThat(KafkaSettings.of(servers).bootstrapServers()).isEqualTo(servers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost:", "a:1,,b:2", "a b:1", ":9092"})
  void anythingElseIsRefusedByName(String servers) {
    assertThatThrownBy(() -> KafkaSettings.of(servers))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--bootstrapServers");
  }
}
