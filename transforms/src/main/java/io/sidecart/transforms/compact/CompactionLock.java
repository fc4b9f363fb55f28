package io.sidecart.transforms.compact;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lets one compaction at a time work in a folder: a file that names its holder.
 *
 * <p>A lock whose holder is gone from this machine is taken over, as is one of the same run, whose
 * task is tried again. Whether a process of another machine, or of another container, still runs
 * cannot be told from here.
 */
public final class CompactionLock {
  /** A lock that names nobody for so long was left by a process that died while it took it. */
  private static final Duration NAMELESS = Duration.ofMinutes(1);

  private static final int ATTEMPTS = 3;

  private final Storage storage;
  private final String path;
  private final Holder holder;
  private final boolean isContended;

  private CompactionLock(Storage storage, String path, Holder holder, boolean isContended) {
    this.storage = storage;
    this.path = path;
    this.holder = holder;
    this.isContended = isContended;
  }

  /**
   * Takes the lock of a whole run.
   *
   * @throws SidecartException if another compaction holds it; the message names it
   */
  public static CompactionLock ofRun(Storage storage, String root, String run, boolean breakIt)
      throws IOException {
    return take(
        storage,
        StoragePaths.child(root, ".compact-run.lock"),
        Holder.current(run, Clock.systemUTC().instant()),
        Holder::isGone,
        Clock.systemUTC(),
        breakIt);
  }

  /** A name for a new run. */
  public static String newRun() {
    return Holder.newName();
  }

  static CompactionLock take(
      Storage storage,
      String path,
      Holder self,
      Predicate<Holder> isGone,
      Clock clock,
      boolean breakIt)
      throws IOException {
    CompactionLock lock = new CompactionLock(storage, path, self, false);
    byte[] content = Json.bytes(self);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (storage.createIfAbsent(path, content)) {
        return lock;
      }
      Optional<Entry> entry = lock.entry();
      if (entry.isEmpty()) {
        continue;
      }
      Optional<Holder> other = lock.read();
      boolean free =
          other
              .map(holder -> holder.run().equals(self.run()) || isGone.test(holder))
              .orElse(entry.get().modified().plus(NAMELESS).isBefore(clock.instant()));
      if (!breakIt && !free) {
        throw new SidecartException(lock.refusal(other));
      }
      Storages.publish(storage, path, content);
      return new CompactionLock(storage, path, self, other.filter(isGone.negate()).isPresent());
    }
    throw new SidecartException(lock.refusal(Optional.empty()));
  }

  private String refusal(Optional<Holder> other) {
    String who =
        other
            .map(o -> "process " + o.pid() + " on " + o.host() + " since " + o.since())
            .orElse("a process that is just taking it");
    return "Another compaction holds "
        + path
        + " ("
        + who
        + "): wait for it, or add --breakLock if it is gone";
  }

  /** Whether it was taken from a holder that may still be at work, and will find that out. */
  boolean isContended() {
    return isContended;
  }

  /**
   * Makes sure that the lock is still held: nobody broke it.
   *
   * @throws SidecartException if it is not
   */
  public void check() throws IOException {
    Optional<Holder> now = entry().isEmpty() ? Optional.empty() : read();
    if (!now.equals(Optional.of(holder))) {
      throw new SidecartException(
          "The lock "
              + path
              + " was taken by another compaction, which goes on in the place of this");
    }
  }

  /** Gives the lock back; one that was broken is left to its new holder. */
  public void release() throws IOException {
    if (entry().isPresent() && read().equals(Optional.of(holder))) {
      storage.delete(path);
    }
  }

  private Optional<Entry> entry() throws IOException {
    String name = StoragePaths.name(path);
    return storage.list(StoragePaths.parent(path)).stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst();
  }

  /** Empty where the lock names nobody: it is being written, or its writer died meanwhile. */
  private Optional<Holder> read() throws IOException {
    return Json.readIfWhole(Storages.read(storage, path), Holder.class);
  }
}
