package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.util.List;

/**
 * A folder that is written beside the one that it replaces, and takes its place when it is whole.
 *
 * <p>A run that fails leaves the old folder as it was; after a kill in the middle of the exchange,
 * the next run puts the old one back first. Only a folder that holds the marker, a file that is
 * part of each such folder, is ever replaced, so that a slip of the path destroys nothing.
 */
public final class StagedFolder {
  private final Storage storage;
  private final String target;
  private final String staged;
  private final String replaced;
  private final String marker;

  private StagedFolder(Storage storage, String target, String marker) {
    String parent = StoragePaths.parent(target);
    String name = StoragePaths.name(target);
    this.storage = storage;
    this.target = target;
    this.marker = marker;
    staged = StoragePaths.child(parent, "." + name + ".new");
    replaced = StoragePaths.child(parent, "." + name + ".old");
  }

  /**
   * Prepares an empty folder beside the target.
   *
   * @param target the folder to write or to replace
   * @param marker the name of a file that the target holds if it is one of these
   * @throws SidecartException if the target holds something else, or its place is not writable
   */
  public static StagedFolder begin(String target, String marker) throws IOException {
    String path = Storages.absolute(target);
    StagedFolder folder = new StagedFolder(Storages.of(path), path, marker);
    folder.recover();
    folder.refuseForeign();
    folder.claim();
    return folder;
  }

  /** Where to write. */
  public String path() {
    return staged;
  }

  /** Where it will be. */
  public String target() {
    return target;
  }

  /** Puts what was written in the place of the target. */
  public void publish() throws IOException {
    if (storage.exists(target)) {
      storage.rename(target, replaced);
    }
    storage.rename(staged, target);
    storage.delete(replaced);
  }

  /** Deletes what was written; the target stays. Harmless once it is published. */
  public void discard() throws IOException {
    storage.delete(staged);
  }

  private void recover() throws IOException {
    if (!storage.exists(target) && storage.exists(replaced)) {
      storage.rename(replaced, target);
    }
    storage.delete(replaced);
    storage.delete(staged);
  }

  private void refuseForeign() throws IOException {
    List<Storage.Entry> entries = storage.list(target);
    if (!entries.isEmpty() && entries.stream().noneMatch(entry -> entry.name().equals(marker))) {
      throw new SidecartException(
          "%s holds other files and would be replaced: name another folder, or empty it"
              .formatted(target));
    }
  }

  /** Finds out at once whether the place can be written. */
  private void claim() throws IOException {
    String probe = StoragePaths.child(staged, marker);
    storage.createIfAbsent(probe, new byte[0]);
    storage.delete(probe);
  }
}
