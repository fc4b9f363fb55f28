package io.sidecart.runners.bench.versus;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes rows as the stream does, in files as large as those of its large bundles. */
final class RowFiles {
  private static final int ROWS_OF_A_FILE = 100_000;

  private final Storage storage;
  private final String folder;
  private final List<EnrichedEvent> held = new ArrayList<>();
  private int files;
  private long rows;

  RowFiles(String folder) {
    this.storage = Storages.of(folder);
    this.folder = folder;
  }

  void add(EnrichedEvent row) throws IOException {
    held.add(row);
    if (held.size() == ROWS_OF_A_FILE) {
      write();
    }
  }

  /** Writes what is held. */
  void flush() throws IOException {
    if (!held.isEmpty()) {
      write();
    }
  }

  /** How many rows stand in files. */
  long rows() {
    return rows;
  }

  private void write() throws IOException {
    String file = StoragePaths.child(folder, "part-" + files + ParquetFiles.SUFFIX);
    ParquetFiles.publish(storage, file, held, Map::of);
    files++;
    rows += held.size();
    held.clear();
  }
}
