package io.sidecart.transforms.tables;

import io.sidecart.transforms.storage.StoragePaths;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the Parquet files of a folder, in any order; an empty table has none. For batch pipelines:
 * SparkRunner reads no Parquet in streaming.
 *
 * @param <T> what a row says
 */
public final class ReadTable<T> extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1L;

  private final Table<T> table;
  private final String folder;

  private ReadTable(Table<T> table, String folder) {
    this.table = table;
    this.folder = folder;
  }

  public static <T> ReadTable<T> of(Table<T> table, String folder) {
    StoragePaths.requireNoPattern(folder);
    return new ReadTable<>(table, folder);
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return input
        .apply(
            "Find files",
            FileIO.match()
                .filepattern(StoragePaths.child(folder, "*.parquet"))
                .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW))
        .apply("Open files", FileIO.readMatches())
        .apply(
            "Read files",
            ParquetIO.parseFilesGenericRecords(table::fromRecord).withCoder(table.coder()));
  }
}
