package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Starts Kafka and Cassandra where they do not run yet. */
  public Endpoints start(Ports ports) {
    return start(ports, Service.basic());
  }

  /**
   * Starts what does not run yet, and waits until all of it answers. Where that fails, what was
   * started is stopped again, and what ran before goes on.
   *
   * @param services which servers to start, with those of {@link Service#basic}
   * @throws SidecartException if a port is taken or a server does not start
   */
  public Endpoints start(Ports ports, Set<Service> services) {
    try (StackLock lock = StackLock.take(home.state())) {
      Map<Service, ServerProcess> running = running(ports);
      Map<Service, PortPlan.Pair> missing =
          PortPlan.of(ports, StackState.read(file), services, running.keySet());
      Map<Service, ServerProcess> started = new EnumMap<>(Service.class);
      try {
        missing.forEach(
            (service, pair) ->
                started.put(service, start(service, pair, other -> ports(other, missing))));
        running.values().forEach(ServerProcess::awaitReady);
        started.values().forEach(ServerProcess::awaitReady);
        return find()
            .orElseThrow(() -> new SidecartException("A server ended; see " + home.logs()));
      } catch (RuntimeException e) {
        stop(started);
        throw e;
      }
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
                      entry.innerEndpoint(),
                      entry.version(),
                      entry.pid() != 0,
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
      Optional<StackState.Entry> master = StackState.read(file).entry(Service.SPARK_MASTER);
      List<Service> stopped = stopAll();
      master.ifPresent(entry -> SparkSecret.forget(home, entry.port()));
      deleteTree(home.data());
      deleteTree(file);
      return stopped;
    }
  }

  private List<Service> stopAll() {
    StackState state = StackState.read(file);
    Map<Service, ServerProcess> processes = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      process(state, service).ifPresent(process -> processes.put(service, process));
    }
    stop(processes);
    return List.copyOf(processes.keySet());
  }

  private void stop(Map<Service, ServerProcess> processes) {
    if (processes.isEmpty()) {
      return;
    }
    processes.values().forEach(ServerProcess::terminate);
    processes.values().forEach(ServerProcess::stop);
    StackState state = StackState.read(file);
    for (Service service : processes.keySet()) {
      state = state.with(service, state.entry(service).orElseThrow().stopped());
    }
    state.write(file);
  }

  private Map<Service, ServerProcess> running(Ports ports) {
    StackState state = StackState.read(file);
    Map<Service, ServerProcess> running = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      process(state, service)
          .ifPresent(
              process -> {
                refuseAnotherPort(service, state, ports);
                if (service.isWorker()) {
                  refuseAnotherPort(Service.SPARK_MASTER, state, ports);
                }
                running.put(service, process);
              });
    }
    return running;
  }

  private static void refuseAnotherPort(Service service, StackState state, Ports ports) {
    StackState.Entry entry = state.entry(service).orElseThrow();
    int wanted = ports.wanted(service).orElse(entry.port());
    if (wanted != entry.port()) {
      throw new SidecartException(
          "%s is at %s already; stop it first (down) to have it at port %d"
              .formatted(service.title(), entry.endpoint(), wanted));
    }
  }

  private PortPlan.@Nullable Pair ports(Service service, Map<Service, PortPlan.Pair> starting) {
    PortPlan.Pair pair = starting.get(service);
    return pair != null
        ? pair
        : StackState.read(file).entry(service).map(StackState.Entry::ports).orElse(null);
  }

  /** Writes the process down before it answers, so that an interrupted command loses none. */
  private ServerProcess start(
      Service service, PortPlan.Pair ports, Function<Service, PortPlan.@Nullable Pair> others) {
    String version = home.version(service);
    ServerProcess process =
        ServerProcess.startDetached(home, service, ports, ServerOptions.of(home, service, others));
    try {
      StackState.read(file)
          .with(
              service,
              new StackState.Entry(ports.port(), ports.innerPort(), process.pid(), version))
          .write(file);
    } catch (RuntimeException e) {
      process.stop();
      throw e;
    }
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
