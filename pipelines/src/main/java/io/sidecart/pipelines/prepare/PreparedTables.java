package io.sidecart.pipelines.prepare;

import io.sidecart.transforms.storage.StoragePaths;

/**
 * What stands where in the folder that prepare writes.
 *
 * @param folder the folder
 */
public record PreparedTables(String folder) {
  /** The name of the report, which is part of each such folder. */
  public static final String REPORT = "prepare.json";

  /** Parquet of {@link io.sidecart.transforms.tables.PurchaseTable}. */
  public String purchases() {
    return in("purchases");
  }

  /** Parquet of {@link io.sidecart.transforms.tables.ItemFeaturesTable}. */
  public String itemFeatures() {
    return in("item_features");
  }

  /** Parquet of {@link io.sidecart.transforms.tables.OwnItemTable}. */
  public String ownPurchases() {
    return in("own_purchases");
  }

  /** Parquet of {@link io.sidecart.transforms.tables.BaselineTable}. */
  public String baselines() {
    return in("baselines");
  }

  /** JSON lines, one a malformed row. */
  public String deadLetters() {
    return in("dead-letters");
  }

  String report() {
    return in(REPORT);
  }

  /** What the pipeline tells the driver, gone when the report is written. */
  String facts() {
    return in("facts");
  }

  /** Lines of {@link Facts}. */
  String counts() {
    return StoragePaths.child(facts(), "counts");
  }

  /** Ids of a kind as they stand in the files, one a line. */
  String ids(String kind) {
    return StoragePaths.child(facts(), "ids-" + kind);
  }

  /** Lines of {@link TopItem}. */
  String topItems() {
    return StoragePaths.child(facts(), "top");
  }

  private String in(String name) {
    return StoragePaths.child(folder, name);
  }
}
