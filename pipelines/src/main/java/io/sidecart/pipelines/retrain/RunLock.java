package io.sidecart.pipelines.retrain;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Claim;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;

/** Lets one run at a time work in a folder. */
final class RunLock implements AutoCloseable {
  private static final String NAME = ".retrain.lock";

  private final Claim claim;

  private RunLock(Claim claim) {
    this.claim = claim;
  }

  /**
   * Takes the lock; that of a process of this machine which is gone is taken over.
   *
   * @param breakIt whether to take it whoever holds it
   * @throws SidecartException if another run holds it
   */
  static RunLock take(String folder, boolean breakIt) throws IOException {
    Storage storage = Storages.of(folder);
    String path = StoragePaths.child(folder, NAME);
    if (breakIt) {
      storage.delete(path);
    }
    return new RunLock(
        Claim.take(storage, path)
            .orElseThrow(
                () ->
                    new SidecartException(
                        "Another retrain works in "
                            + folder
                            + ": wait for it, or add --breakLock if it is gone")));
  }

  @Override
  public void close() throws IOException {
    claim.release();
  }
}
