package io.sidecart.runners.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path folder;
  private Path file;
  private ServerLog log;

  @BeforeEach
  void notWrittenYet() {
    file = folder.resolve("kafka.log");
    log = new ServerLog(file, 9092);
  }

  @Test
  void isNotReadyBeforeTheFileIsThere() {
    assertThat(log.saysReady()).isFalse();
    assertThat(log.lastLine()).isEqualTo("no message");
  }

  @Test
  void isReadyOnceTheWholeLineIsThere() throws IOException {
    // Given
    append("starting\nREADY 90");
    assertThat(log.saysReady()).isFalse();
    append("92");
    assertThat(log.saysReady()).isFalse();

    // When
    append("\nmore\n");

    // Then
    assertThat(log.saysReady()).isTrue();
  }

  @Test
  void staysReadyWhenTheFileIsDeleted() throws IOException {
    // Given
    append("READY 9092\n");
    assertThat(log.saysReady()).isTrue();

    // When
    Files.delete(file);

    // Then
    assertThat(log.saysReady()).isTrue();
  }

  @Test
  void anotherPortIsAnotherServer() throws IOException {
    append("READY 90925\n");

    assertThat(log.saysReady()).isFalse();
  }

  @Test
  void theLastLineIsThatBeforeTheStackTrace() throws IOException {
    append("starting\njava.io.IOException: disk full\n\tat Some.code\n\tat Other.code\n\n");

    assertThat(log.lastLine()).isEqualTo("java.io.IOException: disk full");
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
