package io.sidecart.runners.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Resident memory of another process, which Java itself does not tell. */
final class ProcessMemory {
  private ProcessMemory() {}

  /** In bytes; empty where the system does not say. */
  static OptionalLong resident(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String kilobytes =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return kilobytes.matches("\\d+")
          ? OptionalLong.of(Long.parseLong(kilobytes) * 1024)
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // no ps here
    }
  }
}
