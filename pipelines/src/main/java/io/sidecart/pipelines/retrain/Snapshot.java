package io.sidecart.pipelines.retrain;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All purchases to train on, brought together in a folder that does not change any more: a training
 * that is repeated sees the same, and so does who measures another model on it.
 */
final class Snapshot {
  private final String history;
  private final String enriched;
  private final String target;
  private final Instant now;

  /**
   * @param history folder of purchases; absolute, as the others
   * @param enriched folder of the rows of the stream, which need not exist
   * @param target the folder to make
   * @param now by which a new purchase is past
   */
  Snapshot(String history, String enriched, String target, Instant now) {
    this.history = history;
    this.enriched = enriched;
    this.target = target;
    this.now = now;
  }

  /**
   * Copies the history and adds the new purchases. The stream may write and compact meanwhile.
   *
   * @throws SidecartException if there is no history, or a file cannot be read
   */
  Collected take() throws IOException {
    Storage storage = Storages.of(target);
    storage.delete(target);
    long old = copyHistory();
    try (NewPurchases purchases = new NewPurchases(Storages.of(enriched), enriched, now)) {
      if (purchases.hasNext()) {
        ParquetFiles.publish(
            storage,
            StoragePaths.child(target, "new/part-00000" + ParquetFiles.SUFFIX),
            new PurchaseTable().schema(),
            () -> purchases,
            Map::of);
      }
      return new Collected(
          old,
          purchases.added(),
          purchases.repeats(),
          purchases.unnumbered(),
          purchases.untimely());
    }
  }

  private long copyHistory() throws IOException {
    List<Entry> files = parquetFiles(history);
    long rows = copy(files);
    if (!parquetFiles(history).equals(files)) {
      throw new SidecartException(history + " was replaced while it was read: start again");
    }
    return rows;
  }

  private long copy(List<Entry> files) throws IOException {
    if (files.isEmpty()) {
      throw new SidecartException(
          "No purchases in "
              + history
              + ": run prepare and split first, or give --history=<folder>");
    }
    Storage from = Storages.of(history);
    long rows = 0;
    for (Entry file : files) {
      rows +=
          ParquetFiles.footer(from, file.path()).getBlocks().stream()
              .mapToLong(block -> block.getRowCount())
              .sum();
      copy(from, file.path(), target + "/history" + file.path().substring(history.length()));
    }
    return rows;
  }

  private static void copy(Storage from, String path, String copy) throws IOException {
    try (InputStream in = Channels.newInputStream(from.open(path));
        OutputStream out = Channels.newOutputStream(Storages.of(copy).create(copy))) {
      in.transferTo(out);
    }
  }

  private static List<Entry> parquetFiles(String folder) throws IOException {
    return Storages.visibleFiles(Storages.of(folder), folder).stream()
        .filter(file -> file.name().endsWith(ParquetFiles.SUFFIX))
        .toList();
  }
}
