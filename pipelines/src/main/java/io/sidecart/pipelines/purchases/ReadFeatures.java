package io.sidecart.pipelines.purchases;

import io.sidecart.model.ItemFeatures;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.ItemFeaturesTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads features of items into memory. */
public final class ReadFeatures {
  private static final Logger LOG = LoggerFactory.getLogger(ReadFeatures.class);

  private ReadFeatures() {}

  /**
   * Reads all Parquet files below a folder; nothing, and that is said, where there are none.
   *
   * @throws io.sidecart.model.SidecartException if a file is damaged
   */
  public static List<ItemFeatures> from(String folder) throws IOException {
    String path = Storages.absolute(folder);
    Storage storage = Storages.of(path);
    ItemFeaturesTable table = new ItemFeaturesTable();
    List<ItemFeatures> features = new ArrayList<>();
    for (Entry file : Storages.visibleFiles(storage, path)) {
      if (file.name().endsWith(ParquetFiles.SUFFIX)) {
        try (ParquetRows rows = ParquetFiles.read(storage, file.path(), table.schema())) {
          for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
            features.add(table.fromRecord(row));
          }
        }
      }
    }
    if (features.isEmpty()) {
      LOG.info("No item features in {} (--features): no category of an item will be known", folder);
    }
    return features;
  }
}
