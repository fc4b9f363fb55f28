package io.sidecart.runners.services;

import io.sidecart.model.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The ports that were asked for; a service that is not named gets one that is free. */
public record Ports(Map<Service, Integer> wanted) {
  // Below the ports from which systems serve outgoing connections, so that a port that was free
  // yesterday is not the near end of someone's connection today.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  public Ports {
    wanted.forEach(
        (service, port) -> {
          if (port < 1 || port > 65_535) {
            throw new UsageException(
                service.portOption().orElse(service.title())
                    + "="
                    + port
                    + " is not a port (1 to 65535)");
          }
        });
    wanted = Map.copyOf(wanted);
  }

  /** Any that are free. */
  public static Ports any() {
    return new Ports(Map.of());
  }

  OptionalInt wanted(Service service) {
    Integer port = wanted.get(service);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  static boolean isFree(int port) {
    return refusal(port).isEmpty();
  }

  /** Why nobody can listen on it: another does, or the user may not. */
  static Optional<String> refusal(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether something accepts connections there. */
  static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  static int freeExcept(Set<Integer> taken) {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
    } while (taken.contains(port) || !isFree(port));
    return port;
  }
}
