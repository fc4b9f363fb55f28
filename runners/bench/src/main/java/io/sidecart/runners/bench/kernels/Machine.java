package io.sidecart.runners.bench.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were seen on.
 *
 * @param cpu model name, as Linux tells it
 * @param cores that Java may use; each thing is measured on one
 * @param cacheMb the last-level cache
 * @param jvm Java's version
 */
record Machine(String cpu, int cores, double cacheMb, String jvm) {
  private static final double USUAL_CACHE_MB = 32;

  static Machine here() {
    return new Machine(
        cpuName(),
        Runtime.getRuntime().availableProcessors(),
        lastCacheMb(),
        System.getProperty("java.version"));
  }

  private static String cpuName() {
    return read("/proc/cpuinfo")
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static double lastCacheMb() {
    String size = read("/sys/devices/system/cpu/cpu0/cache/index3/size").strip();
    return size.matches("\\d+K")
        ? Integer.parseInt(size.substring(0, size.length() - 1)) / 1024.0
        : USUAL_CACHE_MB;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return ""; // not Linux
    }
  }
}
