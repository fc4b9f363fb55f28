package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
   * @param services those that are to run
   * @param running those that do
   * @throws SidecartException if a port is taken, or two servers would have the same
   */
  static Map<Service, Pair> of(
      Ports wanted, StackState before, Set<Service> services, Set<Service> running) {
    Map<Integer, Service> taken = new HashMap<>();
    running.forEach(
        service -> before.entry(service).ifPresent(entry -> taken.put(entry.port(), service)));
    Set<Service> missing = EnumSet.copyOf(services);
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
                          .filter(old -> isKept(service, old, taken.keySet()))
                          .orElseGet(() -> Ports.freeExcept(taken.keySet())));
      Service other = taken.putIfAbsent(port, service);
      if (other != null) {
        throw new SidecartException(
            "Port %d is for %s and cannot be for %s too; give another port with %s"
                .formatted(port, other.title(), service.title(), option(service)));
      }
      Optional<String> refusal = Ports.refusal(port);
      if (refusal.isPresent()) {
        throw new SidecartException(
            "Port %d cannot be had for %s: %s; end what holds it or give another port with %s"
                .formatted(port, service.title(), refusal.get(), option(service)));
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

  /** Clients know the port of before by heart, unless another server tells them. */
  private static boolean isKept(Service service, int port, Set<Integer> taken) {
    return service.portOption().isPresent() || (!taken.contains(port) && Ports.isFree(port));
  }

  private static String option(Service service) {
    return service.portOption().orElseThrow();
  }

  private static int innerPort(Optional<StackState.Entry> before, Set<Integer> used) {
    return before
        .map(StackState.Entry::innerPort)
        .filter(port -> !used.contains(port) && Ports.isFree(port))
        .orElseGet(() -> Ports.freeExcept(used));
  }
}
