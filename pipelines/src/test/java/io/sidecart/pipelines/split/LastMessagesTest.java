package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastMessagesTest {
  private static final KafkaSettings NOWHERE = KafkaSettings.of("localhost:1");
  private static final Duration SOON = Duration.ofMillis(200);

  @Test
  void silenceIsNotAnEmptyPartition() {
    assertThatThrownBy(() -> LastMessages.read(NOWHERE, "topic", Map.of(0, 5L), SOON))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Kafka at localhost:1 cannot be used");
  }

  @Test
  void ofAnEmptyPartitionNothingIsAsked() {
    assertThat(LastMessages.read(NOWHERE, "topic", Map.of(0, 0L), SOON)).isEmpty();
  }
}
