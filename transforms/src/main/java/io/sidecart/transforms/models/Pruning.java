package io.sidecart.transforms.models;

import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.transforms.models.Pruned.Deleted;
import io.sidecart.transforms.models.Pruned.Spared;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes old versions of a store; whoever runs it holds the right to change the pointer. */
final class Pruning {
  private final ModelStore store;
  private final PublicationLog log;
  private final int keep;
  private final Instant servedSince;

  /**
   * @param servedSince versions that were served after this moment stay: only what is published,
   *     and what a rollback goes back to, is ever loaded, so nobody loads the others
   */
  Pruning(ModelStore store, PublicationLog log, int keep, Instant servedSince) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep is " + keep + ", but it must be at least 1");
    }
    this.store = store;
    this.log = log;
    this.keep = keep;
    this.servedSince = servedSince;
  }

  Pruned run() throws IOException {
    List<String> versions = store.versions();
    List<Deleted> deleted = new ArrayList<>();
    List<Spared> spared = new ArrayList<>();
    for (String version : versions.subList(0, Math.max(0, versions.size() - keep))) {
      Optional<String> reason = reasonToStay(version);
      if (reason.isPresent()) {
        spared.add(new Spared(version, reason.get()));
      } else {
        deleted.add(delete(version));
      }
    }
    return new Pruned(deleted, spared);
  }

  private Optional<String> reasonToStay(String version) {
    if (isVersionOf(log.current(), version)) {
      return Optional.of("is published");
    }
    if (isVersionOf(log.rollbackTarget(), version)) {
      return Optional.of("is what a rollback goes back to");
    }
    return log.replaced(version)
        .filter(replaced -> replaced.isAfter(servedSince))
        .map(replaced -> "was served until " + replaced + ", so a stream may be loading it");
  }

  private static boolean isVersionOf(Optional<Publication> publication, String version) {
    return publication.map(Publication::version).filter(version::equals).isPresent();
  }

  /** What a kill leaves behind is hidden, and goes with the drafts that were never registered. */
  private Deleted delete(String version) throws IOException {
    Storage storage = store.storage();
    String hidden = store.hiddenFolderOf(version);
    long bytes = 0;
    for (Entry file : Storages.visibleFiles(storage, store.folderOf(version))) {
      bytes += file.size();
    }
    storage.rename(store.folderOf(version), hidden);
    storage.delete(hidden);
    return new Deleted(version, bytes);
  }
}
