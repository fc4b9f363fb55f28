package io.sidecart.transforms.compact;

import static java.util.Objects.requireNonNull;

import io.sidecart.transforms.storage.ProcessIdentity;
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
 * @param started tells the process from others of its number, see {@link ProcessIdentity}
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
    ProcessIdentity self = ProcessIdentity.current();
    return new Holder(
        run,
        newName(),
        self.host(),
        self.pid(),
        self.started(),
        now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** What names of files begin with that are of this attempt alone. */
  String id() {
    return run + "-" + attempt;
  }

  static String newName() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Whether the holder is known to have ended. */
  boolean isGone() {
    return new ProcessIdentity(host, pid, started).isGone();
  }
}
