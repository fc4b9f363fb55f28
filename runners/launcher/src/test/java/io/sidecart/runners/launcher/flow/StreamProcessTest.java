package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamProcessTest {
  /** Drains for a while when it is asked to end, and is gone at once where its input ends. */
  private static final String STREAM =
      """
      exec 3<&0
      (read -r -u 3 line; kill -9 $$) &
      trap 'sleep 0.5; kill $!; exit 0' TERM
      echo ready $SIDECART_FLAGS
      while true; do sleep 0.1; done
      """;

  @TempDir private Path folder;

  @Test
  void oneThatIsStoppedHasTheTimeToDrain() throws Exception {
    try (StreamProcess stream = start()) {
      assertThat(stream.stop().status()).isZero();
    }
  }

  @Test
  void itsJvmIsToldToEndWithItsInput() throws Exception {
    try (StreamProcess stream = start()) {
      assertThat(stream.lastWords()).contains("-D" + EndOfInput.PROPERTY + "=true");
    }
  }

  private StreamProcess start() throws Exception {
    Path log = folder.resolve("stream.log");
    StreamProcess stream =
        StreamProcess.start(List.of("bash", "-c", STREAM), List.of(), log, List.of());
    while (!Files.readString(log).contains("ready")) {
      stream.checkAlive();
      Thread.onSpinWait();
    }
    return stream;
  }
}
