package io.sidecart.runners.launcher.flow;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The stream as the user would start it, in a process of its own, which ends with this one even
 * where this one is killed.
 */
public final class StreamProcess implements AutoCloseable {
  private static final int STOP_PATIENCE_SECONDS = 60;

  private static final int WRONG_USAGE = 2;

  private static final Pattern TRACE = Pattern.compile("\\s|Exception in thread|Caused by:");

  private final Process process;
  private final Path log;
  private final AtExit stopper;

  /**
   * How the stream ended.
   *
   * @param status exit status
   * @param seconds from the request to the end
   */
  public record End(int status, double seconds) {}

  private StreamProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.stopper = AtExit.run("stop-stream", this::terminate);
  }

  /**
   * Starts it.
   *
   * @param launcher the script that runs commands
   * @param log where its output goes
   * @param flags of its JVM, beside those that it is started with
   */
  public static StreamProcess start(
      Path launcher, List<String> options, Path log, List<String> flags) throws IOException {
    return start(List.of(launcher.toString()), options, log, flags);
  }

  /**
   * The same.
   *
   * @param launcher what runs commands, as the beginning of a command line
   */
  public static StreamProcess start(
      List<String> launcher, List<String> options, Path log, List<String> flags)
      throws IOException {
    List<String> line = new ArrayList<>(launcher);
    line.add("stream");
    line.addAll(options);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    // Its standard input is a pipe from here.
    List<String> all = new ArrayList<>(flags);
    all.add("-D" + EndOfInput.PROPERTY + "=true");
    builder
        .environment()
        .merge("SIDECART_FLAGS", String.join(" ", all), (old, more) -> old + " " + more);
    return new StreamProcess(builder.start(), log);
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public Path log() {
    return log;
  }

  /**
   * Tells that it still runs.
   *
   * @throws SidecartException if it has ended
   */
  public void checkAlive() throws IOException {
    if (!process.isAlive()) {
      throw new SidecartException(
          "the stream ended with status %d: %s; see %s"
              .formatted(process.exitValue(), lastWords(), log));
    }
  }

  /** Whether it has ended since its options were of no use to it. */
  public boolean refusedItsOptions() {
    return !process.isAlive() && process.exitValue() == WRONG_USAGE;
  }

  /**
   * The last line that it wrote, but for stack traces of threads that the end takes by surprise.
   */
  public String lastWords() throws IOException {
    String last = "it said nothing";
    for (String line : Files.readAllLines(log)) {
      if (!line.isBlank() && !TRACE.matcher(line).lookingAt()) {
        last = line;
      }
    }
    return last;
  }

  /** Has it collect all garbage, so that its log tells how much is live. */
  public void collectGarbage() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (Files.isExecutable(jcmd)) {
      new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** By its handle: Process.destroy() closes its input as well, by which it would end at once. */
  private void terminate() {
    process.toHandle().destroy();
  }

  /** Asks it to end, and waits. */
  public End stop() throws InterruptedException {
    long began = System.nanoTime();
    terminate();
    if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new SidecartException(
          "the stream did not end within " + STOP_PATIENCE_SECONDS + " s of SIGTERM; see " + log);
    }
    return new End(process.exitValue(), (System.nanoTime() - began) / 1e9);
  }

  /**
   * The same.
   *
   * @throws SidecartException if it ends with another exit status than 0
   */
  public void stopOrFail() throws IOException, InterruptedException {
    int status = stop().status();
    if (status != 0) {
      throw new SidecartException(
          "the stream ended with status %d when it was stopped: %s; see %s"
              .formatted(status, lastWords(), log));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    stopper.close();
  }
}
