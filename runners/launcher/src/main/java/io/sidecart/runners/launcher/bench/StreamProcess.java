package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The stream as the user would start it, in a process of its own, with a log of its collections.
 */
final class StreamProcess implements AutoCloseable {
  private static final int STOP_PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path log;
  private final Path gcLog;
  private final Thread stopper;

  /**
   * How the stream ended.
   *
   * @param status exit status
   * @param seconds from the request to the end
   */
  record End(int status, double seconds) {}

  private StreamProcess(Process process, Path log, Path gcLog) {
    this.process = process;
    this.log = log;
    this.gcLog = gcLog;
    this.stopper = new Thread(process::destroy, "stop-stream");
    Runtime.getRuntime().addShutdownHook(stopper);
  }

  /**
   * Starts it.
   *
   * @param launcher the script that runs commands
   * @param folder where its logs go
   */
  static StreamProcess start(Path launcher, List<String> options, Path folder) throws IOException {
    Path log = folder.resolve("stream.log");
    Path gcLog = folder.resolve("stream-gc.log");
    List<String> line = new ArrayList<>(List.of(launcher.toString(), "stream"));
    line.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.merge(
        "SIDECART_FLAGS", "-Xlog:gc:file=" + gcLog + ":uptime", (old, more) -> old + " " + more);
    return new StreamProcess(builder.start(), log, gcLog);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  Path log() {
    return log;
  }

  Path gcLog() {
    return gcLog;
  }

  /**
   * Tells that it still runs.
   *
   * @throws SidecartException if it has ended
   */
  void checkAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(log);
      throw new SidecartException(
          "the stream ended with status %d: %s; see %s"
              .formatted(
                  process.exitValue(),
                  lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1),
                  log));
    }
  }

  /** Has it collect all garbage, so that its log tells how much is live. */
  void collectGarbage() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (Files.isExecutable(jcmd)) {
      new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Asks it to end, and waits. */
  End stop() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new SidecartException(
          "the stream did not end within " + STOP_PATIENCE_SECONDS + " s of SIGTERM; see " + log);
    }
    return new End(process.exitValue(), (System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException e) {
      return; // this process ends, and the hook has run
    }
  }
}
