package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.services.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopCommandTest {
  @TempDir private Path state;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private StopCommand stop;

  @BeforeEach
  void command() {
    stop = new StopCommand(new Home(state, state), new PrintStream(out, true));
  }

  @Test
  void whereNoneRunsThatIsSaid() throws Exception {
    assertThat(stop.call()).isZero();
    assertThat(out).hasToString("No stream runs" + System.lineSeparator());
  }

  @Test
  void theNumberOfAStreamElsewhereIsNotTakenForAProcessHere() throws Exception {
    // Given: a stream of another machine, which holds its lock and has the number of this process
    long pid = ProcessHandle.current().pid();
    Path file =
        Files.writeString(
            Files.createDirectories(state.resolve("running")).resolve("stream-1.json"),
            "{\"host\":\"elsewhere\",\"pid\":%d,\"started\":\"\",\"group\":\"night\"}"
                .formatted(pid));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      // When, then
      assertThatThrownBy(() -> stop.call())
          .isInstanceOf(SidecartException.class)
          .hasMessage(
              "the stream of the group night (process %d) runs on elsewhere, or in another"
                  + " container; stop it there",
              pid);
      assertThat(lock.isValid()).isTrue();
    }
  }
}
