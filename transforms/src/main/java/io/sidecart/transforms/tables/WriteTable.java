package io.sidecart.transforms.tables;

import java.util.Locale;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.Contextful;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes a bounded collection as Parquet files of a new folder.
 *
 * <p>Files are named {@code part-00000-of-00002.parquet}; which row is in which file is not fixed.
 *
 * @param <T> what a row says
 */
public final class WriteTable<T> extends PTransform<PCollection<T>, PDone> {
  private static final long serialVersionUID = 1L;

  private final Table<T> table;
  private final String folder;
  private final int files;

  private WriteTable(Table<T> table, String folder, int files) {
    this.table = table;
    this.folder = folder;
    this.files = files;
  }

  /** Writes one file. */
  public static <T> WriteTable<T> of(Table<T> table, String folder) {
    return new WriteTable<>(table, folder, 1);
  }

  /**
   * @param count how many files, at least 1; fewer are written where there are few rows
   */
  public WriteTable<T> withFiles(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("files must be at least 1, but was " + count);
    }
    return new WriteTable<>(table, folder, count);
  }

  @Override
  public PDone expand(PCollection<T> input) {
    input.apply(
        "Write files",
        FileIO.<T>write()
            .via(Contextful.fn(table::toRecord), ParquetIO.sink(table.schema()))
            .to(folder)
            .withNaming(WriteTable::name)
            .withNumShards(files));
    return PDone.in(input.getPipeline());
  }

  private static String name(
      BoundedWindow window, PaneInfo pane, int shards, int shard, Compression compression) {
    return String.format(Locale.ROOT, "part-%05d-of-%05d.parquet", shard, shards);
  }
}
