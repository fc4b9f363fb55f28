package io.sidecart.pipelines.split;

import io.sidecart.transforms.storage.StoragePaths;

/**
 * What stands where in the folder of the history: Parquet of purchases, and beside them what
 * readers of Parquet pass over.
 *
 * @param folder the folder
 */
record SplitFolder(String folder) {
  /** The name of the report, which is part of each such folder. */
  static final String REPORT = "_split.json";

  /** The live half until it is sent: text files, each in the order of the replay. */
  String live() {
    return StoragePaths.child(folder, "_live");
  }

  /** What the pipeline tells the driver. */
  String counts() {
    return StoragePaths.child(live(), "counts");
  }

  String report() {
    return StoragePaths.child(folder, REPORT);
  }
}
