package io.sidecart.runners.launcher;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that one run may use and nobody needs after it: where Spark keeps its checkpoints.
 *
 * <p>A stream goes on from the offsets that its consumer group has committed, never from a
 * checkpoint of Spark, which holds the code that wrote it. So each run has a folder of its own, and
 * what a killed one left behind is deleted by the next on the same host: a process is known by its
 * number there alone. Containers that share a folder are hosts of their own.
 */
final class ScratchFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
  private static final Pattern OF_A_RUN = Pattern.compile("run-(\\d+)-\\d+-(.+)");

  private final String path;

  private ScratchFolder(String path) {
    this.path = path;
  }

  /**
   * Names a new folder and deletes those of runs that have ended.
   *
   * @param root a folder on this machine, or one that all machines of a cluster reach
   */
  static ScratchFolder below(String root) {
    String folder = Storages.absolute(root);
    try {
      sweep(Storages.of(folder), folder);
    } catch (IOException e) {
      throw new SidecartException(folder + " cannot be used: " + e.getMessage(), e);
    }
    String name =
        "run-%d-%d-%s"
            .formatted(ProcessHandle.current().pid(), System.currentTimeMillis(), HostName.get());
    return new ScratchFolder(StoragePaths.child(folder, name));
  }

  private static void sweep(Storage storage, String folder) throws IOException {
    for (Storage.Entry entry : storage.list(folder)) {
      Matcher name = OF_A_RUN.matcher(entry.name());
      if (entry.isFolder()
          && name.matches()
          && name.group(2).equals(HostName.get())
          && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        storage.delete(entry.path());
      }
    }
  }

  String path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Storages.of(path).delete(path);
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} stays: {}", path, e.getMessage());
    }
  }
}
