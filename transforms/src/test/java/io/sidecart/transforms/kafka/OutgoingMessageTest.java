package io.sidecart.transforms.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {
  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] VALUE = "12345678".getBytes(UTF_8);

  @Test
  void isCutInHalvesAndKeepsTheWholeSize() {
    OutgoingMessage message = new OutgoingMessage(KEY, VALUE, 5L, Map.of("a", "b")).orCut();

    OutgoingMessage quarter = message.shorter().orElseThrow().shorter().orElseThrow();

    assertThat(quarter.value()).isEqualTo("12".getBytes(UTF_8));
    assertThat(quarter.key()).isEqualTo(KEY);
    assertThat(quarter.timestamp()).isEqualTo(5L);
    assertThat(quarter.headers()).isEqualTo(Map.of("a", "b", "sidecart-truncated", "8"));
  }

  @Test
  void losesTheKeyWhereThatIsLonger() {
    OutgoingMessage message = new OutgoingMessage(VALUE, null, null, Map.of()).orCut();

    OutgoingMessage half = message.shorter().orElseThrow();

    assertThat(half.key()).isEqualTo("1234".getBytes(UTF_8));
    assertThat(half.value()).isNull();
    assertThat(half.headers()).isEqualTo(Map.of("sidecart-truncated-key", "8"));
  }

  @Test
  void cannotBeCutForEver() {
    OutgoingMessage message = new OutgoingMessage(KEY, KEY, null, Map.of()).orCut();

    assertThat(message.shorter().orElseThrow().shorter().orElseThrow().shorter()).isEmpty();
  }

  @Test
  void isCutOnlyWhereThatWasSaid() {
    assertThat(new OutgoingMessage(KEY, VALUE, null, Map.of()).shorter()).isEmpty();
  }
}
