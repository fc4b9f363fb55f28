package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of settings as users of Kafka have them. */
class ClientFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "request.timeout.ms=60000",
        "default.api.timeout.ms=5000",
        "default.api.timeout.ms=300000",
        "request.timeout.ms=1000\ndefault.api.timeout.ms=1000"
      })
  void aTimeoutMayBeNamedAlone(String file) throws IOException {
    KafkaSettings settings = settings(file);

    assertThatCode(() -> Admin.create(settings.adminConfig()).close()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "delivery.timeout.ms=20000", "delivery.timeout.ms=20000\nlinger.ms=100"})
  void aDeliveryMayBeShort(String file) throws IOException {
    KafkaSettings settings = settings(file);

    assertThatCode(() -> ProducerFactory.open(settings).close()).doesNotThrowAnyException();
  }

  @Test
  void aLoginThatIsNotWellFormedIsNotShown() throws IOException {
    KafkaSettings settings =
        settings(
            "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
                + "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"u\" password=\"pl\"anted\";");

    assertThatThrownBy(() -> KafkaAdmin.open(settings))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("sasl.jaas.config")
        .hasNoCause()
        .message()
        .doesNotContain("anted");
  }

  @Test
  void theGroupIsThatOfTheOption() throws IOException {
    ConsumerFactory factory = new ConsumerFactory(settings("group.id=test-group"), "sidecart");

    try (Consumer<byte[], byte[]> consumer = factory.open()) {
      assertThat(consumer.groupMetadata().groupId()).isEqualTo("sidecart");
    }
  }

  private KafkaSettings settings(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), content);
    return new KafkaSettings("localhost:1", file.toString());
  }
}
