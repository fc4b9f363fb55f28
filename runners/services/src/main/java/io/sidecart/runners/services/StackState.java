package io.sidecart.runners.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What is written down about the stack in stack.json; a server that was stopped has no process. */
record StackState(Map<Service, Entry> services) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One server.
   *
   * @param port where clients connect; kept over stops, so that clients find it again
   * @param innerPort what only the server itself uses
   * @param pid its process, 0 where it was stopped
   */
  record Entry(int port, int innerPort, long pid, String version) {
    String endpoint() {
      return "127.0.0.1:" + port;
    }

    String innerEndpoint() {
      return "127.0.0.1:" + innerPort;
    }

    PortPlan.Pair ports() {
      return new PortPlan.Pair(port, innerPort);
    }

    Entry stopped() {
      return new Entry(port, innerPort, 0, version);
    }
  }

  StackState {
    Map<Service, Entry> copy = new EnumMap<>(Service.class);
    copy.putAll(services);
    services = copy;
  }

  Optional<Entry> entry(Service service) {
    return Optional.ofNullable(services.get(service));
  }

  StackState with(Service service, Entry entry) {
    Map<Service, Entry> changed = new EnumMap<>(services);
    changed.put(service, entry);
    return new StackState(changed);
  }

  static StackState empty() {
    return new StackState(Map.of());
  }

  static StackState read(Path file) {
    if (!Files.exists(file)) {
      return empty();
    }
    try {
      return JSON.readValue(file.toFile(), StackState.class);
    } catch (JsonProcessingException e) {
      throw new SidecartException(file + " is damaged; stop the servers and delete it", e);
    } catch (IOException e) {
      throw new SidecartException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Never half a file: readers do not take the lock. */
  void write(Path file) {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    try {
      JSON.writeValue(whole.toFile(), this);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SidecartException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
