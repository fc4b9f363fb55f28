package io.sidecart.runners.launcher.flow;

import io.sidecart.model.SidecartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs one step after the other, each announced and timed; a command is a process of its own. */
public final class Steps {
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  private final Path launcher;
  private final int count;
  private final PrintStream out;
  private final Map<String, Double> seconds;
  private final String flags;

  /**
   * @param launcher the script that runs commands
   * @param count how many steps there will be
   */
  public Steps(Path launcher, int count, PrintStream out) {
    this(launcher, count, out, new LinkedHashMap<>(), "");
  }

  private Steps(
      Path launcher, int count, PrintStream out, Map<String, Double> seconds, String flags) {
    this.launcher = launcher;
    this.count = count;
    this.out = out;
    this.seconds = seconds;
    this.flags = flags;
  }

  /**
   * The same row of steps, for jobs on little data: the JVMs of commands do without the second
   * compiler, as what it takes it does not give back there. Items are scored by plain loops then.
   */
  public Steps withOneCompiler() {
    return new Steps(launcher, count, out, seconds, ONE_COMPILER);
  }

  /** Seconds that each step took, in their order. */
  public Map<String, Double> seconds() {
    return seconds;
  }

  /** A step of the caller's own. */
  public <T> T run(String name, String what, Callable<T> step) throws Exception {
    out.printf("%n[%d/%d] %s: %s%n", seconds.size() + 1, count, name, what);
    long began = System.nanoTime();
    T result = step.call();
    double took = (System.nanoTime() - began) / 1e9;
    seconds.put(name, Math.round(took * 10) / 10.0);
    out.printf("      %.1f s%n", took);
    return result;
  }

  /** A step that is a command, which the user could have typed. */
  public void command(String name, List<String> options) throws Exception {
    command(name, name, options);
  }

  /** The same for a command that is run more than once, with a name for each step. */
  public void command(String step, String name, List<String> options) throws Exception {
    run(
        step,
        "./" + launcher.getFileName() + " " + name + " " + String.join(" ", options),
        () -> {
          execute(name, options);
          return null;
        });
  }

  private void execute(String name, List<String> options) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(launcher.toString(), name));
    line.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().merge("SIDECART_FLAGS", flags, (users, ours) -> ours + " " + users);
    Process process = builder.start();
    int status;
    try (AtExit stopper = AtExit.run("stop-" + name, process::destroy);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        out.println("      " + text);
      }
      status = process.waitFor();
    } finally {
      process.destroy();
    }
    if (status != 0) {
      throw new SidecartException("the step " + name + " ended with status " + status);
    }
  }
}
