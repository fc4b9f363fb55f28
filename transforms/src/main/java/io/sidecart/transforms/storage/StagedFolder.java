package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder that is written beside the one that it replaces, and takes its place when it is whole.
 *
 * <p>A run that fails leaves the old folder as it was; after a kill in the middle of the exchange,
 * the next run puts the old one back first, and removes what others that died have left. One run at
 * a time writes beside a target: another is refused. Only a folder that holds the marker, a file
 * that is part of each such folder, is ever replaced, so that a slip of the path destroys nothing.
 */
public final class StagedFolder {
  private static final String TEMPORARY = ".temp-beam";

  private final Storage storage;
  private final String target;
  private final String staged;
  private final String replaced;
  private final String marker;
  private final Claim claim;

  private StagedFolder(Storage storage, String target, String marker, Claim claim) {
    this.storage = storage;
    this.target = target;
    this.marker = marker;
    this.claim = claim;
    String unique = UUID.randomUUID().toString().substring(0, 8);
    staged = beside(target, "." + unique + ".new");
    replaced = beside(target, "." + unique + ".old");
  }

  private static String beside(String target, String suffix) {
    return StoragePaths.child(
        StoragePaths.parent(target), "." + StoragePaths.name(target) + suffix);
  }

  /**
   * Prepares an empty folder beside the target.
   *
   * @param target the folder to write or to replace
   * @param marker the name of a file that the target holds if it is one of these
   * @throws SidecartException if the target holds something else, its place is not writable, or
   *     another run writes there
   */
  public static StagedFolder begin(String target, String marker) throws IOException {
    String path = Storages.absolute(target);
    StoragePaths.requireNoPattern(path);
    return begin(Storages.of(path), path, marker);
  }

  static StagedFolder begin(Storage storage, String path, String marker) throws IOException {
    String claimed = beside(path, ".lock");
    Claim claim =
        Claim.take(storage, claimed)
            .orElseThrow(
                () ->
                    new SidecartException(
                        "Another run writes %s: wait for it, or delete %s if it is gone"
                            .formatted(path, claimed)));
    StagedFolder folder = new StagedFolder(storage, path, marker, claim);
    try {
      folder.recover();
      folder.refuseForeign();
      return folder;
    } catch (IOException | RuntimeException e) {
      claim.release();
      throw e;
    }
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
    sweep();
    boolean replaces = storage.exists(target);
    if (replaces) {
      storage.rename(target, replaced);
    }
    try {
      storage.rename(staged, target);
    } catch (IOException | RuntimeException e) {
      if (replaces) {
        putBack(e);
      }
      throw e;
    }
    storage.delete(replaced);
    claim.release();
  }

  /** Beam's file writes leave the folders of their temporary files behind. */
  private void sweep() throws IOException {
    for (String folder : Storages.visibleFolders(storage, staged)) {
      storage.delete(StoragePaths.child(folder, TEMPORARY));
    }
  }

  private void putBack(Exception failure) {
    try {
      storage.rename(replaced, target);
    } catch (IOException | RuntimeException e) {
      // The next run does it.
      failure.addSuppressed(e);
    }
  }

  /** Deletes what was written; the target stays. Harmless once it is published. */
  public void discard() throws IOException {
    storage.delete(staged);
    claim.release();
  }

  /** Only one works here at a time: what others made is left over. */
  private void recover() throws IOException {
    Pattern names =
        Pattern.compile(
            Pattern.quote("." + StoragePaths.name(target)) + "\\.[0-9a-f]{8}\\.(new|old)");
    for (Storage.Entry entry : storage.list(StoragePaths.parent(target))) {
      Matcher name = names.matcher(entry.name());
      if (name.matches()) {
        if (name.group(1).equals("old") && !storage.exists(target)) {
          storage.rename(entry.path(), target);
        } else {
          storage.delete(entry.path());
        }
      }
    }
  }

  private void refuseForeign() throws IOException {
    List<Storage.Entry> entries = storage.list(target);
    if (!entries.isEmpty() && entries.stream().noneMatch(entry -> entry.name().equals(marker))) {
      throw new SidecartException(
          "%s holds other files and would be replaced: name another folder, or empty it"
              .formatted(target));
    }
  }
}
