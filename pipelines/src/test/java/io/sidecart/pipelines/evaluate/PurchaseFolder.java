package io.sidecart.pipelines.evaluate;

import io.sidecart.model.Purchase;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Planted purchases as Parquet, as prepare writes them. */
public final class PurchaseFolder {
  private final List<GenericRecord> rows = new ArrayList<>();

  /** The user buys the items on a day since 1970, in a basket of that day. */
  public PurchaseFolder buys(int user, int day, int... items) {
    return add(user, Instant.EPOCH.plus(Duration.ofDays(day)), user + " on day " + day, items);
  }

  /** The user buys the items; neither the day nor the basket is known. */
  public PurchaseFolder buysSometime(int user, int... items) {
    return add(user, null, null, items);
  }

  private PurchaseFolder add(
      int user, @Nullable Instant time, @Nullable String basket, int... items) {
    for (int item : items) {
      Purchase purchase =
          new Purchase("shop.csv", rows.size() + 2L, user, item, 1, 1.5, basket, time);
      rows.add(new PurchaseTable().toRecord(purchase));
    }
    return this;
  }

  /**
   * 40 users: the even ones buy items 0 to 9, the odd ones items 10 to 19, three of them on each of
   * 20 days, and the item that is their own, 100 + user, every day.
   */
  public static PurchaseFolder ofTwoTastes() {
    PurchaseFolder folder = new PurchaseFolder();
    for (int day = 0; day < 20; day++) {
      for (int user = 0; user < 40; user++) {
        int first = 10 * (user % 2);
        folder.buys(
            user,
            day,
            100 + user,
            first + (user + day) % 10,
            first + (user / 2 + 3 * day) % 10,
            first + (7 * user + day * day) % 10);
      }
    }
    return folder;
  }

  /** Writes them to the folder. */
  public String write(Path folder) throws IOException {
    String path = folder.resolve("part-0.parquet").toString();
    ParquetFiles.publish(Storages.of(path), path, new PurchaseTable().schema(), rows, Map::of);
    return folder.toString();
  }
}
