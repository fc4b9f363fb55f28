package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports of all servers that are to be started, found to be free before any of them is. */
final class PortPlan {
  /**
   * The ports of one server.
   *
   * @param port where clients connect
   * @param innerPort what only the server itself uses
   */
  record Pair(int port, int innerPort) {}

  private PortPlan() {}

  /**
   * Chooses for each server that does not run: the port that was asked for, else that of before,
   * else one that is free.
   *
   * @throws SidecartException if a port is taken, or two servers would have the same
   */
  static Map<Service, Pair> of(Ports wanted, StackState before, Set<Service> running) {
    Map<Integer, Service> taken = new HashMap<>();
    running.forEach(
        service -> before.entry(service).ifPresent(entry -> taken.put(entry.port(), service)));
    List<Service> missing = new ArrayList<>(List.of(Service.values()));
    missing.removeAll(running);

    Map<Service, Integer> ports = new EnumMap<>(Service.class);
    for (Service service : missing) {
      int port =
          wanted
              .wanted(service)
              .orElseGet(
                  () ->
                      before
                          .entry(service)
                          .map(StackState.Entry::port)
                          .orElseGet(() -> Ports.freeExcept(taken.keySet())));
      Service other = taken.putIfAbsent(port, service);
      if (other != null) {
        throw new SidecartException(
            "Port %d is for %s and cannot be for %s too; give another port with %s"
                .formatted(port, other.title(), service.title(), service.portOption()));
      }
      if (!Ports.isFree(port)) {
        throw new SidecartException(
            ("Port %d for %s is taken by another process; end that one or give another port"
                    + " with %s")
                .formatted(port, service.title(), service.portOption()));
      }
      ports.put(service, port);
    }

    Map<Service, Pair> plan = new EnumMap<>(Service.class);
    Set<Integer> used = new HashSet<>(taken.keySet());
    for (Service service : missing) {
      int innerPort = innerPort(before.entry(service), used);
      used.add(innerPort);
      plan.put(service, new Pair(ports.get(service), innerPort));
    }
    return plan;
  }

  private static int innerPort(Optional<StackState.Entry> before, Set<Integer> used) {
    return before
        .map(StackState.Entry::innerPort)
        .filter(port -> !used.contains(port) && Ports.isFree(port))
        .orElseGet(() -> Ports.freeExcept(used));
  }
}
