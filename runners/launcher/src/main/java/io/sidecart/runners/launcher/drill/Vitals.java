package io.sidecart.runners.launcher.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds, as Linux and its JVM tell; 0 where they do not.
 *
 * @param residentMb of the process
 * @param heapMb of objects that are in use
 * @param files that are open, connections too
 */
record Vitals(long residentMb, long heapMb, long files, long threads) {
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  static Vitals of(ProcessHandle process) throws IOException {
    long pid = process.pid();
    return new Vitals(
        status(pid, "VmRSS") >> 10,
        0,
        count(Path.of("/proc/" + pid, "fd")),
        status(pid, "Threads"));
  }

  /** The same with its live heap, for which the process collects all garbage and pauses. */
  static Vitals withHeap(ProcessHandle process) throws IOException {
    long live = live(process.pid());
    Vitals vitals = of(process);
    return new Vitals(vitals.residentMb, live >> 20, vitals.files, vitals.threads);
  }

  private static long live(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return 0;
    }
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    Matcher total =
        LIVE.matcher(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    return total.find() ? Long.parseLong(total.group(1)) : 0;
  }

  private static long status(long pid, String name) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of("/proc/" + pid, "status"));
    } catch (NoSuchFileException e) {
      return 0;
    }
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return "%,d MB resident, %,d MB of live heap, %,d files, %,d threads"
        .formatted(residentMb, heapMb, files, threads);
  }
}
