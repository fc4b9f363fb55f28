package io.sidecart.pipelines.purchases;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;

/** Reads purchases into memory. */
public final class ReadPurchases {
  private ReadPurchases() {}

  /**
   * Reads all Parquet files below a folder.
   *
   * @throws SidecartException if there is no purchase, or a file is damaged
   */
  public static PurchaseLog from(String folder) throws IOException {
    String path = Storages.absolute(folder);
    Storage storage = Storages.of(path);
    PurchaseTable table = new PurchaseTable();
    PurchaseLog.Builder purchases = PurchaseLog.builder();
    for (Entry file : Storages.visibleFiles(storage, path)) {
      if (file.name().endsWith(ParquetFiles.SUFFIX)) {
        try (ParquetRows rows = ParquetFiles.read(storage, file.path(), table.schema())) {
          for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
            purchases.add(purchase(table, row, file));
          }
        }
      }
    }
    PurchaseLog log = purchases.build();
    if (log.size() == 0) {
      throw new SidecartException(
          "No purchases in " + path + ": run prepare first, or give --history=<folder>");
    }
    return log;
  }

  private static Purchase purchase(PurchaseTable table, GenericRecord row, Entry file) {
    try {
      return table.fromRecord(row);
    } catch (SidecartException e) {
      throw new SidecartException(file.path() + ": " + e.getMessage(), e);
    }
  }
}
