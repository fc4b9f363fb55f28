package io.sidecart.transforms.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.model.SidecartException;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.transforms.storage.Claim;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StorageException;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The file that says which version of a store is served, and which ones were served before.
 *
 * <p>Both stand in one file, which is replaced by a rename: the pointer and its log cannot part.
 */
final class Pointer {
  static final String NAME = "CURRENT";

  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Streams read the file at every look for a new model, so it must not grow without end. */
  private static final int MOST = 1_000;

  private final Storage storage;
  private final String folder;
  private final String path;

  Pointer(Storage storage, String folder) {
    this.storage = storage;
    this.folder = folder;
    this.path = StoragePaths.child(folder, NAME);
  }

  /** The right to change it, which one process has at a time; waits some seconds for another. */
  Claim claim() throws IOException {
    String lock = StoragePaths.child(folder, ".publish.lock");
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      Optional<Claim> claim = Claim.take(storage, lock);
      if (claim.isPresent()) {
        return claim.get();
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new SidecartException(
        "Another process publishes a model in %s: wait for it, or delete %s if it is gone"
            .formatted(folder, lock));
  }

  Optional<Publication> current() throws IOException {
    return read(ManifestJson::readPublication);
  }

  PublicationLog log() throws IOException {
    return read(ManifestJson::readLog).orElseGet(PublicationLog::empty);
  }

  /**
   * On HDFS a file that is replaced while it is read may come with the length of the old one; then
   * it is read again. What is damaged is so each time, as is what storage cannot read, which is not
   * called damaged.
   */
  private <T> Optional<T> read(Function<byte[], T> parser) throws IOException {
    for (int attempt = 1; ; attempt++) {
      if (!storage.exists(path)) {
        return Optional.empty();
      }
      try {
        return Optional.of(parser.apply(Storages.read(storage, path)));
      } catch (SidecartException e) {
        if (attempt == ATTEMPTS) {
          throw e instanceof StorageException ? e : damaged(e);
        }
      }
    }
  }

  /** Workers go by the sequence, which begins anew with a new file: they must too. */
  private SidecartException damaged(SidecartException e) {
    return new SidecartException(
        "Model pointer %s is damaged: %s; put a copy of it back, or move it away, publish a version anew (./sidecart models publish VERSION, which ./sidecart models list tells) and start the streams again"
            .formatted(path, e.getMessage()),
        e);
  }

  /** Puts a log in the place of what stands there, and gives the publication that it ends with. */
  Publication replace(PublicationLog log) throws IOException {
    List<Publication> all = log.publications();
    PublicationLog kept =
        new PublicationLog(all.subList(Math.max(0, all.size() - MOST), all.size()));
    Storages.publish(storage, path, ManifestJson.write(kept).getBytes(UTF_8));
    return kept.current().orElseThrow();
  }
}
