package io.sidecart.runners.launcher.drill;

import io.sidecart.runners.launcher.flow.AtExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A compaction as the user would start it, in a process of its own. */
final class CompactionProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final AtExit stopper;

  private CompactionProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.stopper = AtExit.run("stop-compact", process::destroyForcibly);
  }

  /**
   * Starts it.
   *
   * @param line the command line
   */
  static CompactionProcess start(List<String> line, Path log) throws IOException {
    return new CompactionProcess(
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** Waits for its end, and tells the exit status. */
  int status() throws InterruptedException {
    return process.waitFor();
  }

  /** Whether it said that another one is at work. */
  boolean wasRefused() throws IOException {
    return Files.readString(log).contains("Another compaction holds");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    stopper.close();
  }
}
