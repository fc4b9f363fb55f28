package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The process of one server of a stack, also one that another command started. */
final class ServerProcess {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration TERMINATE = Duration.ofSeconds(20);
  private static final Duration KILL = Duration.ofSeconds(10);

  private final Home home;
  private final Service service;
  private final ProcessHandle handle;
  private final ServerLog log;
  private final BooleanSupplier ready;

  /** Reachable for as long as this is: with it goes the pipe at whose end the server stops. */
  @SuppressWarnings("UnusedVariable")
  private final @Nullable Process child;

  private ServerProcess(
      Home home,
      Service service,
      ProcessHandle handle,
      @Nullable Process child,
      ServerLog log,
      BooleanSupplier ready) {
    this.home = home;
    this.service = service;
    this.handle = handle;
    this.child = child;
    this.log = log;
    this.ready = ready;
  }

  /** Starts one that goes on after this process has ended, whatever becomes of its terminal. */
  static ServerProcess startDetached(
      Home home, Service service, PortPlan.Pair ports, List<String> options) {
    ProcessBuilder builder = builder(home, service, ports, options, List.of());
    builder.redirectInput(new File("/dev/null"));
    ProcessHandle handle = start(builder, home, service).toHandle();
    ServerLog log = new ServerLog(home.log(service), ports.port());
    return new ServerProcess(home, service, handle, null, log, log::saysReady);
  }

  /**
   * Starts one that ends with this process, even where this one is killed.
   *
   * @param flags of its JVM, beside those of each server
   */
  static ServerProcess startAttached(
      Home home, Service service, PortPlan.Pair ports, List<String> options, List<String> flags) {
    ProcessBuilder builder = builder(home, service, ports, options, flags);
    builder.command().add("--untilEndOfInput");
    Process child = start(builder, home, service);
    ServerLog log = new ServerLog(home.log(service), ports.port());
    return new ServerProcess(home, service, child.toHandle(), child, log, log::saysReady);
  }

  /**
   * The one that was written down, where it still runs. Its log may be gone by now, so its port is
   * what tells whether it is ready.
   */
  static Optional<ServerProcess> find(Home home, Service service, StackState.Entry entry) {
    ServerLog log = new ServerLog(home.log(service), entry.port());
    return ProcessHandle.of(entry.pid())
        .filter(ProcessHandle::isAlive)
        .filter(handle -> isServer(handle, home, service))
        .map(
            handle ->
                new ServerProcess(
                    home, service, handle, null, log, () -> Ports.answers(entry.port())));
  }

  String title() {
    return service.title();
  }

  ProcessHandle handle() {
    return handle;
  }

  long pid() {
    return handle.pid();
  }

  /**
   * Waits until it answers.
   *
   * @throws SidecartException if it ends, or does not answer in time; it is not stopped then
   */
  void awaitReady() {
    boolean inTime = Poll.until(START, () -> !handle.isAlive() || ready.getAsBoolean());
    if (!handle.isAlive()) {
      throw new SidecartException(
          "%s ended while it started (%s); see %s"
              .formatted(service.title(), log.lastLine(), home.log(service)));
    }
    if (!inTime) {
      throw new SidecartException(
          "%s (process %d) did not answer within %d s; see %s"
              .formatted(service.title(), pid(), START.toSeconds(), home.log(service)));
    }
  }

  void terminate() {
    handle.destroy();
  }

  /** Asks it to end, and kills it where it does not. */
  void stop() {
    terminate();
    if (Poll.until(TERMINATE, this::hasEnded)) {
      return;
    }
    handle.destroyForcibly();
    if (!Poll.until(KILL, this::hasEnded)) {
      throw new SidecartException(
          service.title() + " (process " + pid() + ") does not end; see " + home.log(service));
    }
  }

  /** Java calls a process alive that has ended and is waited for by nobody, as in a container. */
  private boolean hasEnded() {
    return !handle.isAlive() || (child == null && !isServer(handle, home, service));
  }

  private static Process start(ProcessBuilder builder, Home home, Service service) {
    Path log = home.log(service);
    try {
      Files.createDirectories(home.logs());
      if (Files.exists(log)) {
        Files.move(
            log,
            log.resolveSibling(service.folder() + ".previous.log"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new SidecartException(service.title() + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static ProcessBuilder builder(
      Home home, Service service, PortPlan.Pair ports, List<String> options, List<String> flags) {
    List<String> command = new ArrayList<>();
    // Ctrl-C and a closing terminal reach every process of the terminal; only we may stop a server.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + arguments(home, service));
    command.addAll(flags);
    command.add(service.mainClass());
    command.add("--port=" + ports.port());
    command.add("--" + service.innerPortOption() + "=" + ports.innerPort());
    command.add(dataOption(home, service));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(ServerOptions.environment(home, service));
    return builder;
  }

  /** In a file, so that the command line stays short enough to be read back in full. */
  private static Path arguments(Home home, Service service) {
    Path file = home.state().resolve(service.folder() + ".jvm");
    List<String> lines = new ArrayList<>(service.jvmFlags());
    lines.add("-cp");
    lines.add('"' + home.classPath(service).replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    try {
      Files.createDirectories(home.state());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new SidecartException(file + " cannot be written: " + e.getMessage(), e);
    }
    return file;
  }

  private static String dataOption(Home home, Service service) {
    return "--data=" + home.data(service);
  }

  /** Process ids come round again: only the arguments tell that it is ours. */
  private static boolean isServer(ProcessHandle handle, Home home, Service service) {
    List<String> arguments = List.of(handle.info().arguments().orElse(new String[0]));
    return arguments.contains(service.mainClass()) && arguments.contains(dataOption(home, service));
  }
}
