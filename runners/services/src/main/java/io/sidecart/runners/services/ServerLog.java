package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a server that was just started writes; it may be long, so each part is read once. */
final class ServerLog {
  private final Path file;
  private final String ready;
  private long read;
  private boolean isReady;

  /**
   * @param port the one that the server names once it answers
   */
  ServerLog(Path file, int port) {
    this.file = file;
    this.ready = "READY " + port + "\n";
  }

  /** Whether it has said that it answers. */
  boolean saysReady() {
    if (!isReady) {
      String lines = newLines();
      read += lines.length();
      isReady = lines.contains(ready);
    }
    return isReady;
  }

  /** The last line that is not of a stack trace. */
  String lastLine() {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("\t"))
          .reduce((first, second) -> second)
          .orElse("no message");
    } catch (NoSuchFileException e) {
      return "no message";
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  /** Whole lines only, one character a byte: the rest is read again when its end is there. */
  private String newLines() {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(read);
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private SidecartException unreadable(Exception e) {
    return new SidecartException(file + " cannot be read: " + e.getMessage(), e);
  }
}
