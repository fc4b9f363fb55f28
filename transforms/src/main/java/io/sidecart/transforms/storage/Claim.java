package io.sidecart.transforms.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.SidecartException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets one process at a time change a place: a file that names its holder.
 *
 * <p>The claim of a process that ran on this machine and is gone is taken over, as is one that
 * names nobody for a minute. Whether a process of another machine, or of another container, still
 * runs cannot be told.
 */
public final class Claim {
  private static final Duration NAMELESS = Duration.ofMinutes(1);
  private static final Pattern HOLDER = Pattern.compile("process (\\d+) on (\\S+) \\[(.*)] \\S+");

  private final Storage storage;
  private final String path;
  private final String holder;

  private Claim(Storage storage, String path, String holder) {
    this.storage = storage;
    this.path = path;
    this.holder = holder;
  }

  /** Takes the place, unless another holds it: then empty. */
  public static Optional<Claim> take(Storage storage, String path) throws IOException {
    ProcessIdentity self = ProcessIdentity.current();
    // The number as text: a locale may have digits of its own.
    String holder =
        "process %s on %s [%s] %s"
            .formatted(Long.toString(self.pid()), self.host(), self.started(), UUID.randomUUID());
    Claim claim = new Claim(storage, path, holder);
    if (storage.createIfAbsent(path, holder.getBytes(UTF_8))) {
      return Optional.of(claim);
    }
    return isFree(storage, path) ? claim.takeOver() : Optional.empty();
  }

  /**
   * One at a time does that: of two that found the holder gone, the second must see that the first
   * one holds it now.
   */
  private Optional<Claim> takeOver() throws IOException {
    String turn = path + ".turn";
    if (!storage.createIfAbsent(turn, holder.getBytes(UTF_8))) {
      if (isFree(storage, turn)) {
        // Whoever was about to do it has died; the next attempt finds the way free.
        storage.delete(turn);
      }
      return Optional.empty();
    }
    try {
      if (!isFree(storage, path)) {
        return Optional.empty();
      }
      Storages.publish(storage, path, holder.getBytes(UTF_8));
      return isHeld() ? Optional.of(this) : Optional.empty();
    } finally {
      storage.delete(turn);
    }
  }

  /** Gives the place back; does nothing where that was done before. */
  public void release() throws IOException {
    if (isHeld()) {
      storage.delete(path);
    }
  }

  private boolean isHeld() throws IOException {
    return storage.exists(path) && read(storage, path).equals(Optional.of(holder));
  }

  /** Empty where it is gone meanwhile. */
  private static Optional<String> read(Storage storage, String path) throws IOException {
    try {
      return Optional.of(new String(Storages.read(storage, path), UTF_8));
    } catch (SidecartException e) {
      // Whether it exists now tells nothing: another may have taken it since.
      if (e.getCause() instanceof FileNotFoundException
          || e.getCause() instanceof NoSuchFileException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isFree(Storage storage, String path) throws IOException {
    Optional<Storage.Entry> entry =
        storage.list(StoragePaths.parent(path)).stream()
            .filter(e -> e.path().equals(path))
            .findFirst();
    Optional<String> content = entry.isEmpty() ? Optional.empty() : read(storage, path);
    if (content.isEmpty()) {
      // It was given back just now, and may be another's already.
      return false;
    }
    Matcher holder = HOLDER.matcher(content.get());
    return holder.matches()
        ? new ProcessIdentity(holder.group(2), Long.parseLong(holder.group(1)), holder.group(3))
            .isGone()
        : entry.get().modified().plus(NAMELESS).isBefore(Instant.now());
  }
}
