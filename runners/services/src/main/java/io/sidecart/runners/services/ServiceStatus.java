package io.sidecart.runners.services;

import java.util.OptionalLong;

/**
 * A server of the stack, as it was found.
 *
 * @param endpoint host:port
 * @param innerEndpoint host:port of what it has for itself, or where it shows its pages
 * @param isWanted whether it was started and nobody stopped it since
 * @param pid its process; empty where it does not run
 * @param memory resident bytes; empty where it does not run or the system does not say
 */
public record ServiceStatus(
    Service service,
    String endpoint,
    String innerEndpoint,
    String version,
    boolean isWanted,
    OptionalLong pid,
    OptionalLong memory) {

  public boolean runs() {
    return pid.isPresent();
  }
}
