package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Holds the files of a version against what its manifest says of them. */
final class StoredFiles {
  private StoredFiles() {}

  /**
   * Does nothing where the file is what was registered.
   *
   * @throws SidecartException if it is not; the message names the version and the file
   */
  static void verify(ModelStore store, AlsFiles files, StoredFile file) throws IOException {
    String path = StoragePaths.child(files.folder(), file.path());
    if (!store.storage().exists(path)) {
      throw files.damaged(file.path(), "is missing", null);
    }
    long size = sizeOf(store, path);
    if (size != file.size()) {
      throw files.damaged(file.path(), "has " + size + " bytes instead of " + file.size(), null);
    }
    String sha256 = Checksums.sha256(store.storage(), path);
    if (!sha256.equals(file.sha256())) {
      throw files.damaged(
          file.path(), "has the SHA-256 " + sha256 + " instead of " + file.sha256(), null);
    }
  }

  private static long sizeOf(ModelStore store, String path) throws IOException {
    try (SeekableByteChannel channel = store.storage().open(path)) {
      return channel.size();
    }
  }
}
