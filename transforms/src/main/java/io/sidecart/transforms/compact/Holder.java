package io.sidecart.transforms.compact;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Who holds a lock.
 *
 * @param run the run, one for each start of the command
 * @param attempt another one for each try at a folder: runners try again, even two at once
 * @param host the name of the machine
 * @param pid the process
 * @param started when the process started, empty where the system does not tell
 * @param since when the lock was taken
 */
record Holder(String run, String attempt, String host, long pid, String started, String since) {
  Holder {
    requireNonNull(run, "run");
    requireNonNull(attempt, "attempt");
    requireNonNull(host, "host");
    requireNonNull(started, "started");
    requireNonNull(since, "since");
  }

  /** A new attempt of this process, for a run. */
  static Holder current(String run, Instant now) {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(
        run,
        newName(),
        localHost(),
        self.pid(),
        startOf(self),
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** What names of files begin with that are of this attempt alone. */
  String id() {
    return run + "-" + attempt;
  }

  static String newName() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Whether the holder is known to have ended: its process ran on this machine and is gone. */
  boolean isGone() {
    if (!host.equals(localHost())) {
      return false;
    }
    // A process of the same number that started at another time is another one.
    return ProcessHandle.of(pid).filter(process -> startOf(process).equals(started)).isEmpty();
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
