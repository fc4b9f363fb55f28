package io.sidecart.runners.launcher.conformance;

import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;

/** Copies what readers see of a folder, from any storage to any other. */
final class FolderCopy {
  private FolderCopy() {}

  static void copy(String from, String to) throws IOException {
    Storage source = Storages.of(from);
    Storage target = Storages.of(to);
    for (Storage.Entry file : Storages.visibleFiles(source, from)) {
      String path = StoragePaths.child(to, file.path().substring(from.length() + 1));
      Storages.publish(target, path, Storages.read(source, file.path()));
    }
  }
}
