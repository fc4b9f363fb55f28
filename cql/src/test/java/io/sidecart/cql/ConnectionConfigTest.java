package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.ConsistencyLevel;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionConfigTest {
  @TempDir Path folder;

  @Test
  void withoutFileAndEnvironmentThereIsNoLoginAndNoTls() {
    ConnectionConfig config = ConnectionConfig.read(settings(null), Map.of());

    assertThat(config.username()).isNull();
    assertThat(config.usesTls()).isFalse();
    assertThat(config.consistency()).isEqualTo(ConsistencyLevel.LOCAL_QUORUM);
  }

  @Test
  void theFileIsRead() throws IOException {
    Path file = write("username=shop\npassword=secret\ntls=true\nconsistency=ONE\n");

    ConnectionConfig config = ConnectionConfig.read(settings(file), Map.of());

    assertThat(config.username()).isEqualTo("shop");
    assertThat(config.password()).isEqualTo("secret");
    assertThat(config.usesTls()).isTrue();
    assertThat(config.consistency()).isEqualTo(ConsistencyLevel.ONE);
  }

  @Test
  void theEnvironmentNamesTheFile() throws IOException {
    Path file = write("localDatacenter=east\n");

    ConnectionConfig config =
        ConnectionConfig.read(settings(null), Map.of("SIDECART_CASSANDRA_CONFIG", file.toString()));

    assertThat(config.localDatacenter()).isEqualTo("east");
  }

  @Test
  void theLoginOfTheEnvironmentWins() throws IOException {
    Path file = write("username=shop\npassword=secret\n");

    ConnectionConfig config =
        ConnectionConfig.read(
            settings(file),
            Map.of(
                "SIDECART_CASSANDRA_USERNAME", "other", "SIDECART_CASSANDRA_PASSWORD", "hidden"));

    assertThat(config.username()).isEqualTo("other");
    assertThat(config.password()).isEqualTo("hidden");
  }

  @Test
  void variablesThatAreSetToNothingAreNotSet() throws IOException {
    Path file = write("username=shop\npassword=secret\n");

    ConnectionConfig config =
        ConnectionConfig.read(
            settings(file),
            Map.of(
                "SIDECART_CASSANDRA_CONFIG", "",
                "SIDECART_CASSANDRA_USERNAME", "",
                "SIDECART_CASSANDRA_PASSWORD", ""));

    assertThat(config.username()).isEqualTo("shop");
    assertThat(ConnectionConfig.read(settings(null), Map.of("SIDECART_CASSANDRA_CONFIG", "")))
        .hasToString("ConnectionConfig[the environment]");
  }

  @Test
  void whoHasAKeystoreWantsTls() throws IOException {
    Path file = write("keystore=client.p12\nkeystorePassword=secret\n");

    assertThat(ConnectionConfig.read(settings(file), Map.of()).usesTls()).isTrue();
  }

  @Test
  void noValueShowsInText() throws IOException {
    Path file = write("username=shop\npassword=secret\n");

    ConnectionConfig config = ConnectionConfig.read(settings(file), Map.of());

    assertThat(config.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user=shop", "username=shop", "tls=yes", "consistency=most", "password=\\u12"})
  void whatCannotBeUsedIsRefusedWithTheNameOfTheFile(String line) throws IOException {
    Path file = write(line + "\n");

    assertThatThrownBy(() -> ConnectionConfig.read(settings(file), Map.of()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("missing");

    assertThatThrownBy(() -> ConnectionConfig.read(settings(file), Map.of()))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aMissingTruststoreIsNamed() throws IOException {
    Path file = write("truststore=nowhere.jks\n");
    ConnectionConfig config = ConnectionConfig.read(settings(file), Map.of());

    assertThatThrownBy(() -> TlsOptions.of(config))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("truststore nowhere.jks");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("cassandra.properties"), text);
  }

  private static CassandraSettings settings(Path file) {
    return CassandraSettings.of("one:9042", "sidecart", file == null ? null : file.toString());
  }
}
