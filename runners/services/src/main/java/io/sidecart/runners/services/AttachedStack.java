package io.sidecart.runners.services;

import java.nio.file.Path;
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
  private final Home home;
  private final Map<Service, PortPlan.Pair> ports;
  private final Map<Service, Path> settings;
  private final boolean isBrief;
  private final Map<Service, ServerProcess> servers = new EnumMap<>(Service.class);

  private AttachedStack(
      Home home, Map<Service, PortPlan.Pair> ports, Map<Service, Path> settings, boolean isBrief) {
    this.home = home;
    this.ports = ports;
    this.settings = Map.copyOf(settings);
    this.isBrief = isBrief;
  }

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
    return start(home, services, Map.of());
  }

  /**
   * The same, of servers that are used for minutes and for little data: they start quickly, and
   * what they hold does not outlive them.
   */
  public static AttachedStack startBrief(Home home, Set<Service> services) {
    return start(home, services, Map.of(), true);
  }

  /**
   * The same, with settings of a user's own for Kafka (broker properties) and Cassandra (more of
   * cassandra.yaml).
   *
   * @param settings files, which may hold secrets
   */
  public static AttachedStack start(Home home, Set<Service> services, Map<Service, Path> settings) {
    return start(home, services, settings, false);
  }

  private static AttachedStack start(
      Home home, Set<Service> services, Map<Service, Path> settings, boolean isBrief) {
    LocalStack.deleteTree(home.data());
    Map<Service, PortPlan.Pair> ports =
        PortPlan.of(Ports.any(), StackState.empty(), services, Set.of());
    AttachedStack stack = new AttachedStack(home, ports, settings, isBrief);
    try {
      stack.ports.keySet().forEach(stack::startServer);
      stack.servers.values().forEach(ServerProcess::awaitReady);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts a server that has ended, with its data and at its port, and waits until it answers. */
  public void startAgain(Service service) {
    startServer(service);
    servers.get(service).awaitReady();
  }

  private void startServer(Service service) {
    List<String> options = new ArrayList<>(ServerOptions.of(home, service, ports::get));
    if (settings.containsKey(service)) {
      options.add("--settings=" + settings.get(service));
    }
    List<String> flags = isBrief ? JvmFlags.ofBrief(service) : List.of();
    servers.put(
        service, ServerProcess.startAttached(home, service, ports.get(service), options, flags));
  }

  public Endpoints endpoints() {
    return new Endpoints(endpoint(Service.KAFKA), endpoint(Service.CASSANDRA));
  }

  /** Where one server listens, host:port. */
  public String endpoint(Service service) {
    return "127.0.0.1:" + ports.get(service).port();
  }

  /** The servers' processes, by the servers' names. */
  public Map<String, ProcessHandle> processes() {
    Map<String, ProcessHandle> processes = new TreeMap<>();
    servers.values().forEach(server -> processes.put(server.title(), server.handle()));
    return processes;
  }

  @Override
  public void close() {
    servers.values().forEach(ServerProcess::terminate);
    servers.values().forEach(ServerProcess::stop);
    PortPlan.Pair master = ports.get(Service.SPARK_MASTER);
    if (master != null) {
      SparkSecret.forget(home, master.port());
    }
  }
}
