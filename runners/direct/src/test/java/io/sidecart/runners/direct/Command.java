package io.sidecart.runners.direct;

import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of Sidecart as a process of its own, as the script starts it. */
final class Command {
  private final Process process;
  private final Path out;
  private final Path err;

  /** What a command that has ended leaves behind. */
  record Result(int status, String out, String err) {}

  private Command(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param home where it finds and keeps its state
   * @param folder its current folder, and that of its output
   */
  static Command start(Home home, Path folder, String... arguments) throws IOException {
    return start(home, folder, Map.of(), arguments);
  }

  /**
   * @param environment what it gets besides that of this process
   */
  static Command start(Home home, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dsidecart.home=" + home.checkout());
    command.add("-Dsidecart.state=" + home.state());
    command.add("io.sidecart.runners.launcher.Sidecart");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    return new Command(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  static Result run(Home home, Path folder, String... arguments)
      throws IOException, InterruptedException {
    return start(home, folder, arguments).await();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** Asks it to stop, as SIGTERM does. */
  void terminate() {
    process.destroy();
  }

  /** Ends it at once, as SIGKILL does. */
  void kill() {
    process.destroyForcibly();
  }

  Result await() throws IOException, InterruptedException {
    int status = process.waitFor();
    return new Result(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
