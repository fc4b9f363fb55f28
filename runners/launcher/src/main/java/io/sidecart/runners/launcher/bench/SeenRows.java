package io.sidecart.runners.launcher.bench;

import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;

/**
 * The rows below a folder, and when readers could see them: when the file got its name, which is
 * when its entry last changed. Whoever wrote them, they name partition, offset and event time.
 *
 * @param files in the order in which they were seen
 * @param distinct rows of different identities
 * @param latency of the rows that were asked for
 */
public record SeenRows(List<File> files, long distinct, Latencies.Summary latency) {
  private static final Schema COLUMNS =
      SchemaBuilder.record("seen")
          .fields()
          .optionalInt("partition")
          .optionalLong("offset")
          .optionalLong("event_time")
          .endRecord();

  /**
   * @param at epoch milliseconds
   */
  public record File(long at, long rows) {}

  public static SeenRows below(String folder) throws IOException {
    return below(folder, 0, 0);
  }

  /**
   * @param from rows of events sent before this time, epoch milliseconds, have no latency
   * @param to nor have those sent from this time on
   */
  public static SeenRows below(String folder, long from, long to) throws IOException {
    Storage storage = Storages.of(folder);
    List<File> files = new ArrayList<>();
    Identities identities = new Identities();
    Latencies latencies = new Latencies();
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      long at = ((FileTime) Files.getAttribute(Path.of(file.path()), "unix:ctime")).toMillis();
      if (at < from) {
        continue; // holds nothing that was sent later
      }
      long count = 0;
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), COLUMNS)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          count++;
          identities.add((Integer) row.get("partition"), (Long) row.get("offset"));
          long sent = (Long) row.get("event_time");
          if (sent >= from && sent < to) {
            latencies.add(at - sent);
          }
        }
      }
      files.add(new File(at, count));
    }
    files.sort(Comparator.comparingLong(File::at));
    return new SeenRows(files, identities.distinct(), latencies.summary());
  }

  public long rows() {
    return files.stream().mapToLong(File::rows).sum();
  }

  /** When the last of them came to be seen, epoch milliseconds. */
  public long last() {
    return files.get(files.size() - 1).at();
  }

  /**
   * The part of the files that comes after a share of all rows.
   *
   * @param skip from 0 to below 1
   */
  public Span after(double skip) {
    long wanted = (long) (skip * rows());
    long seen = 0;
    int first = 0;
    while (first < files.size() - 1 && seen + files.get(first).rows() <= wanted) {
      seen += files.get(first).rows();
      first++;
    }
    long from = files.get(first).at();
    long rows = files.subList(first + 1, files.size()).stream().mapToLong(File::rows).sum();
    return new Span(from, last(), rows);
  }

  /**
   * Rows that came to be seen after one time, up to another.
   *
   * @param from epoch milliseconds
   */
  public record Span(long from, long to, long rows) {
    public double perSecond() {
      return rows * 1e3 / Math.max(1, to - from);
    }
  }
}
