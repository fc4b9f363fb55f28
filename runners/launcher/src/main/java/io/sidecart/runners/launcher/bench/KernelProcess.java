package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.AtExit;
import io.sidecart.runners.services.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how fast the best items are found, in a process with the class path of what it needs.
 */
final class KernelProcess {
  private static final String MAIN = "io.sidecart.runners.bench.kernels.KernelBench";
  private static final String HEAP = "-Xmx4g";

  /** The JDK's own remark on the Vector API, once for each process. */
  private static final String REMARK = "WARNING: Using incubator modules";

  private final Home home;
  private final PrintStream out;

  KernelProcess(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /**
   * Runs it to its end.
   *
   * @param items how many items to measure with; empty for all sizes
   * @param report JSON; Markdown comes beside it
   */
  void run(boolean isQuick, List<Integer> items, Path report)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(HEAP, "-XX:+UseParallelGC", "-Xss4m"));
    line.add("--add-modules=jdk.incubator.vector");
    // Spark reflects on what this JVM has open, too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens="))
        .forEach(line::add);
    line.addAll(List.of("-cp", classPath(), MAIN, "--out=" + report));
    if (isQuick) {
      line.add("--quick");
    }
    items.forEach(count -> line.add("--items=" + count));
    Path log = Files.createDirectories(home.logs()).resolve("bench-kernels.log");
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(log.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    int status;
    try (AtExit stopper = AtExit.run("stop-kernels", () -> stop(process));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        if (!text.startsWith(REMARK)) {
          out.println(text);
        }
      }
      status = process.waitFor();
    } finally {
      stop(process);
    }
    if (status != 0) {
      throw new SidecartException(
          "measuring the kernels ended with status " + status + "; see " + log);
    }
  }

  /** With the JVMs that it has started. */
  private static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private String classPath() throws IOException {
    Path target = home.checkout().resolve("runners/bench/target");
    Path file = target.resolve("classpath");
    if (!Files.isReadable(file)) {
      throw new SidecartException(
          "what Sidecart is compared to is not built, "
              + file
              + " is missing: ./sidecart --version builds it");
    }
    return target.resolve("classes") + ":" + Files.readString(file).strip();
  }
}
