package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The stack that goes on between commands: started by one, found by others, stopped by another.
 *
 * <p>Ports and data are kept when a server is stopped or killed, so that starting again brings the
 * same server back. Commands that change the stack take turns.
 */
public final class LocalStack {
  private final Home home;
  private final Path file;

  public LocalStack(Home home) {
    this.home = home;
    this.file = home.state().resolve("stack.json");
  }

  /**
   * Starts what does not run yet, and waits until all of it answers.
   *
   * @throws SidecartException if a port is taken or a server does not start
   */
  public Endpoints start(Ports ports) {
    try (StackLock lock = StackLock.take(home.state())) {
      List<ServerProcess> servers = new ArrayList<>();
      for (Service service : Service.values()) {
        servers.add(running(service, ports).orElseGet(() -> start(service, ports)));
      }
      servers.forEach(ServerProcess::awaitReady);
      return find().orElseThrow(() -> new SidecartException("A server ended; see " + home.logs()));
    }
  }

  /** Where the servers listen, if all of them run. */
  public Optional<Endpoints> find() {
    return find(Service.KAFKA)
        .flatMap(kafka -> find(Service.CASSANDRA).map(other -> new Endpoints(kafka, other)));
  }

  /** Where one server listens, host:port, if it runs. */
  public Optional<String> find(Service service) {
    StackState state = StackState.read(file);
    return process(state, service)
        .flatMap(running -> state.entry(service))
        .map(StackState.Entry::endpoint);
  }

  /** Every server that was ever started here, running or not. */
  public List<ServiceStatus> status() {
    StackState state = StackState.read(file);
    List<ServiceStatus> found = new ArrayList<>();
    state
        .services()
        .forEach(
            (service, entry) -> {
              Optional<ServerProcess> process = process(state, service);
              found.add(
                  new ServiceStatus(
                      service,
                      entry.endpoint(),
                      entry.version(),
                      process.map(each -> OptionalLong.of(each.pid())).orElse(OptionalLong.empty()),
                      process
                          .map(each -> ProcessMemory.resident(each.pid()))
                          .orElse(OptionalLong.empty())));
            });
    return found;
  }

  /**
   * Stops what runs and keeps the data.
   *
   * @return what was stopped
   */
  public List<Service> stop() {
    try (StackLock lock = StackLock.take(home.state())) {
      return stopAll();
    }
  }

  /** Stops what runs and deletes ports and data. */
  public List<Service> wipe() {
    try (StackLock lock = StackLock.take(home.state())) {
      List<Service> stopped = stopAll();
      deleteTree(home.data());
      deleteTree(file);
      return stopped;
    }
  }

  private List<Service> stopAll() {
    StackState state = StackState.read(file);
    List<Service> stopped = new ArrayList<>();
    List<ServerProcess> processes = new ArrayList<>();
    for (Service service : Service.values()) {
      process(state, service)
          .ifPresent(
              process -> {
                process.terminate();
                processes.add(process);
                stopped.add(service);
              });
    }
    processes.forEach(ServerProcess::stop);
    for (Service service : stopped) {
      state = state.with(service, state.entry(service).orElseThrow().stopped());
    }
    if (!stopped.isEmpty()) {
      state.write(file);
    }
    return stopped;
  }

  private Optional<ServerProcess> running(Service service, Ports ports) {
    StackState state = StackState.read(file);
    Optional<ServerProcess> process = process(state, service);
    process.ifPresent(
        ignored -> {
          StackState.Entry entry = state.entry(service).orElseThrow();
          int wanted = ports.wanted(service).orElse(entry.port());
          if (wanted != entry.port()) {
            throw new SidecartException(
                service.title()
                    + " already runs at "
                    + entry.endpoint()
                    + "; stop it first (down) to have it at port "
                    + wanted);
          }
        });
    return process;
  }

  /** Writes the process down before it answers, so that an interrupted command loses none. */
  private ServerProcess start(Service service, Ports ports) {
    StackState state = StackState.read(file);
    Optional<StackState.Entry> before = state.entry(service);
    int port =
        ports
            .wanted(service)
            .orElseGet(() -> before.map(StackState.Entry::port).orElseGet(Ports::free));
    if (!Ports.isFree(port)) {
      throw new SidecartException(
          "Port "
              + port
              + " for "
              + service.title()
              + " is taken by another process; end that one or give another port with "
              + service.portOption());
    }
    int innerPort =
        before
            .map(StackState.Entry::innerPort)
            .filter(each -> each != port && Ports.isFree(each))
            .orElseGet(() -> Ports.freeExcept(port));
    ServerProcess process = ServerProcess.startDetached(home, service, port, innerPort);
    state
        .with(service, new StackState.Entry(port, innerPort, process.pid(), home.version(service)))
        .write(file);
    return process;
  }

  private Optional<ServerProcess> process(StackState state, Service service) {
    return state.entry(service).flatMap(entry -> ServerProcess.find(home, service, entry));
  }

  static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new SidecartException(folder + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
