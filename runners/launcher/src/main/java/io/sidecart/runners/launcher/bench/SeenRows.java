package io.sidecart.runners.launcher.bench;

import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;

/**
 * The rows below a folder, and when readers could see them: when the file got its name, which is
 * when its entry last changed. Whoever wrote them, they name partition, offset and event time.
 *
 * @param rows how many there are
 * @param distinct rows of different identities
 * @param last when the last of them came to be seen, epoch milliseconds; 0 where there is none
 * @param latency of the rows that were asked for
 */
public record SeenRows(long rows, long distinct, long last, Latencies.Summary latency) {
  private static final Schema IDENTITY =
      SchemaBuilder.record("seen")
          .fields()
          .optionalInt("partition")
          .optionalLong("offset")
          .endRecord();

  private static final Schema WITH_TIME =
      SchemaBuilder.record("seen")
          .fields()
          .optionalInt("partition")
          .optionalLong("offset")
          .optionalLong("event_time")
          .endRecord();

  /** Without latencies; of a time that was written in another way nothing is read. */
  public static SeenRows below(String folder) throws IOException {
    return below(folder, 0, 0);
  }

  /**
   * @param from rows of events sent before this time, epoch milliseconds, have no latency
   * @param to nor have those sent from this time on
   */
  public static SeenRows below(String folder, long from, long to) throws IOException {
    Storage storage = Storages.of(folder);
    long all = 0;
    long last = 0;
    Identities identities = new Identities();
    Latencies latencies = new Latencies();
    boolean isTimed = to > from;
    for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
      long at = ((FileTime) Files.getAttribute(Path.of(file.path()), "unix:ctime")).toMillis();
      if (at < from) {
        continue; // holds nothing that was sent later
      }
      last = Math.max(last, at);
      try (ParquetRows rows =
          ParquetFiles.read(storage, file.path(), isTimed ? WITH_TIME : IDENTITY)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          all++;
          identities.add((Integer) row.get("partition"), (Long) row.get("offset"));
          if (isTimed) {
            long sent = (Long) row.get("event_time");
            if (sent >= from && sent < to) {
              latencies.add(at - sent);
            }
          }
        }
      }
    }
    return new SeenRows(all, identities.distinct(), last, latencies.summary());
  }
}
