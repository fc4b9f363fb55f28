package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.pipelines.purchases.ReadPurchases;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The purchases of a history: read once, when they are first asked for, and kept until let go of.
 */
final class HistoryInMemory {
  private static final String TIME = "bought_at";

  private final String folder;
  private @Nullable PurchaseLog purchases;

  HistoryInMemory(String folder) {
    this.folder = folder;
  }

  String folder() {
    return folder;
  }

  PurchaseLog purchases() throws IOException {
    if (purchases == null) {
      purchases = ReadPurchases.from(folder);
    }
    return purchases;
  }

  /** Gives the memory back; who asks again waits for another reading. */
  void letGo() {
    purchases = null;
  }

  /** Whether its purchases can have a time. */
  boolean hasTimes() throws IOException {
    String path = Storages.absolute(folder);
    Storage storage = Storages.of(path);
    for (Entry file : Storages.visibleFiles(storage, path)) {
      if (file.name().endsWith(ParquetFiles.SUFFIX)) {
        return ParquetFiles.footer(storage, file.path())
            .getFileMetaData()
            .getSchema()
            .containsField(TIME);
      }
    }
    return false;
  }
}
