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

  /**
   * Starts it and waits until it answers.
   *
   * @param home whose state folder is the stack's own; data of an earlier one is deleted
   */
  public static AttachedStack start(Home home) {
    LocalStack.deleteTree(home.data());
    AttachedStack stack = new AttachedStack();
    try {
      PortPlan.of(Ports.any(), StackState.empty(), Set.of())
          .forEach(
              (service, pair) -> {
                stack.ports.put(service, pair.port());
                stack.servers.add(
                    ServerProcess.startAttached(home, service, pair.port(), pair.innerPort()));
              });
      stack.servers.forEach(ServerProcess::awaitReady);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  public Endpoints endpoints() {
    return new Endpoints(
        "127.0.0.1:" + ports.get(Service.KAFKA), "127.0.0.1:" + ports.get(Service.CASSANDRA));
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
