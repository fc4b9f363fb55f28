package io.sidecart.runners.launcher;

import io.sidecart.runners.services.Service;
import io.sidecart.runners.services.ServiceStatus;
import java.io.PrintStream;
import java.util.List;

/** The servers of the stack, one a line. */
final class StatusTable {
  private static final String LINE = "%-14s %-8s %-16s %8s %8s  %s%n";

  private StatusTable() {}

  /**
   * Asks each server something, and tells whether all of them answered; those of a cluster that was
   * stopped are not missed.
   */
  static boolean print(List<ServiceStatus> servers, PrintStream out) {
    out.printf(LINE, "SERVER", "VERSION", "ENDPOINT", "PROCESS", "MEMORY", "STATE");
    boolean all = true;
    for (ServiceStatus server : servers) {
      boolean answers = server.runs() && Probe.answers(server);
      all &= answers || !(server.isWanted() || Service.basic().contains(server.service()));
      out.printf(
          LINE,
          server.service().title(),
          server.version(),
          server.endpoint(),
          server.runs() ? server.pid().getAsLong() : "-",
          server.memory().isPresent() ? server.memory().getAsLong() / (1 << 20) + " MB" : "-",
          answers ? "answers" : server.runs() ? "does not answer" : "stopped");
    }
    return all;
  }
}
