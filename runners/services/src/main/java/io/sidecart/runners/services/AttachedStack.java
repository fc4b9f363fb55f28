package io.sidecart.runners.services;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stack of one process's own: fresh data, free ports, and it ends with its owner, even where that
 * one is killed.
 */
public final class AttachedStack implements AutoCloseable {
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final List<ServerProcess> servers = new ArrayList<>();

  private AttachedStack() {}

  /** Starts Kafka and Cassandra and waits until they answer. */
  public static AttachedStack start(Home home) {
    return start(home, Service.basic());
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param home whose state folder is the stack's own; data of an earlier one is deleted
   */
  public static AttachedStack start(Home home, Set<Service> services) {
    LocalStack.deleteTree(home.data());
    AttachedStack stack = new AttachedStack();
    try {
      Map<Service, PortPlan.Pair> plan =
          PortPlan.of(Ports.any(), StackState.empty(), services, Set.of());
      plan.forEach(
          (service, pair) -> {
            stack.ports.put(service, pair.port());
            stack.servers.add(
                ServerProcess.startAttached(
                    home, service, pair, ServerOptions.of(service, plan::get)));
          });
      stack.servers.forEach(ServerProcess::awaitReady);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  public Endpoints endpoints() {
    return new Endpoints(endpoint(Service.KAFKA), endpoint(Service.CASSANDRA));
  }

  /** Where one server listens, host:port. */
  public String endpoint(Service service) {
    return "127.0.0.1:" + ports.get(service);
  }

  /** The servers' processes, by the servers' names. */
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new TreeMap<>();
    servers.forEach(server -> processes.put(server.title(), server.handle()));
    return processes;
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::terminate);
    servers.forEach(ServerProcess::stop);
  }
}
