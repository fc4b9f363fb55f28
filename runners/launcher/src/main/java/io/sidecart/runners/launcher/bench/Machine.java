package io.sidecart.runners.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the figures were seen on.
 *
 * @param cores that Java may use
 * @param cpu model name, as Linux tells it
 * @param memoryGb of the whole machine
 * @param jvm Java's version
 * @param heap what a job's JVM is given
 */
public record Machine(int cores, String cpu, long memoryGb, String jvm, String heap) {
  private static final long CLOCK_TICKS_A_SECOND = 100;

  public static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name").orElse("unknown"),
        kilobytes("/proc/meminfo", "MemTotal") >> 20,
        System.getProperty("java.version"),
        Optional.ofNullable(System.getenv("SIDECART_HEAP")).orElse("2g"));
  }

  /** Resident megabytes of a process; 0 where the system does not say. */
  public static long residentMb(long pid) {
    return kilobytes("/proc/" + pid + "/status", "VmRSS") >> 10;
  }

  /** CPU seconds that all processes together took since the start; 0 where it is not told. */
  static double busySeconds() {
    List<String> lines = lines("/proc/stat");
    if (lines.isEmpty()) {
      return 0;
    }
    String[] cells = lines.get(0).trim().split("\\s+");
    long ticks = 0;
    for (int i = 1; i < cells.length && i <= 8; i++) {
      boolean idle = i == 4 || i == 5; // idle, and idle while a disk works
      ticks += idle ? 0 : Long.parseLong(cells[i]);
    }
    return (double) ticks / CLOCK_TICKS_A_SECOND;
  }

  private static long kilobytes(String file, String name) {
    return value(file, name).map(text -> Long.parseLong(text.replaceAll("\\D", ""))).orElse(0L);
  }

  private static Optional<String> value(String file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      return List.of(); // not Linux, or the process has ended
    }
  }
}
