package io.sidecart.transforms.compact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * How the results of workers reach the process that started the run, whatever the runner: a small
 * file for each folder, in a hidden folder of the run below the root.
 */
public final class RunFolder {
  private static final String PREFIX = ".compact-run-";

  private final Storage storage;
  private final String path;

  /**
   * @param root the folder that is compacted, with all below it
   */
  public RunFolder(String root, String run) {
    this.storage = Storages.of(root);
    this.path = StoragePaths.child(root, PREFIX + run);
  }

  /** Keeps a result, unless there is one of another attempt that did the work. */
  void write(FolderResult result) throws IOException {
    String name = UUID.nameUUIDFromBytes(result.folder().getBytes(UTF_8)) + ".json";
    String file = StoragePaths.child(path, name);
    boolean isDone =
        storage.exists(file)
            && Json.read(Storages.read(storage, file), FolderResult.class, file).state()
                != FolderResult.State.FAILED;
    if (!isDone) {
      Storages.publish(storage, file, Json.bytes(result));
    }
  }

  /** All results, by folder. */
  public List<FolderResult> read() throws IOException {
    List<FolderResult> results = new ArrayList<>();
    for (Entry entry : Storages.visibleFiles(storage, path)) {
      results.add(
          Json.read(Storages.read(storage, entry.path()), FolderResult.class, entry.path()));
    }
    results.sort(Comparator.comparing(FolderResult::folder));
    return results;
  }

  /** Removes the folder. */
  public void remove() throws IOException {
    storage.delete(path);
  }

  /** Removes the folders of all runs below the root, for who holds the lock of the run. */
  public static void removeAll(String root) throws IOException {
    Storage storage = Storages.of(root);
    for (Entry entry : storage.list(root)) {
      if (entry.isFolder() && entry.name().startsWith(PREFIX)) {
        storage.delete(entry.path());
      }
    }
  }
}
