package io.sidecart.runners.services;

import java.util.OptionalLong;

/**
 * A server of the stack, as it was found.
 *
 * @param endpoint host:port
 * @param pid its process; empty where it does not run
 * @param memory resident bytes; empty where it does not run or the system does not say
 */
public record ServiceStatus(
    Service service, String endpoint, String version, OptionalLong pid, OptionalLong memory) {

  public boolean runs() {
    return pid.isPresent();
  }
}
