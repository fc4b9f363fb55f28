package io.sidecart.transforms.parquet;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** Rows and files of rows for tests. */
public final class Rows {
  /** The event time of the rows, within the hour {@code dt=2023-11-14/hour=22}. */
  public static final Instant TIME = Instant.parse("2023-11-14T22:13:20.123Z");

  private Rows() {}

  public static EnrichedEvent row(int partition, long offset) {
    return row(partition, offset, TIME, "v1");
  }

  public static EnrichedEvent row(int partition, long offset, Instant time, String modelVersion) {
    return row(partition, offset, time, modelVersion, 0.2);
  }

  /** The same event as others of this identity, and a row that differs. */
  public static EnrichedEvent row(
      int partition, long offset, String modelVersion, double precision) {
    return row(partition, offset, TIME, modelVersion, precision);
  }

  /** The same event as others of this identity, when its user had no number yet. */
  public static EnrichedEvent unknown(int partition, long offset, String modelVersion) {
    return row(partition, offset, TIME, -1, modelVersion, 0.2);
  }

  private static EnrichedEvent row(
      int partition, long offset, Instant time, String modelVersion, double precision) {
    return row(partition, offset, time, 1645, modelVersion, precision);
  }

  private static EnrichedEvent row(
      int partition, long offset, Instant time, int user, String modelVersion, double precision) {
    return new EnrichedEvent(
        new CartEvent(new EventId("cart", partition, offset), time, user, 941, 2, 4.99),
        new ItemFeatures(941, "GROCERY", "SOFT DRINKS"),
        List.of(
            new Recommendation(7, 0.5f, Reason.boughtBefore(6)),
            new Recommendation(9, 0.25f, Reason.popularIn("SOFT DRINKS"))),
        precision,
        modelVersion,
        Why.ALS);
  }

  /** Rows of one partition, from the first to the last offset. */
  public static List<EnrichedEvent> rows(int partition, long first, long last) {
    List<EnrichedEvent> rows = new ArrayList<>();
    for (long offset = first; offset <= last; offset++) {
      rows.add(row(partition, offset));
    }
    return rows;
  }

  /** Writes rows in the order given, noting their spans. */
  public static void write(Storage storage, String path, List<EnrichedEvent> rows) {
    Spans spans = new Spans();
    rows.forEach(row -> spans.add(row.event().id()));
    try {
      ParquetFiles.publish(storage, path, rows, spans::toFooter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All rows of a file, in its order. */
  public static List<EnrichedEvent> read(Storage storage, String path) {
    List<EnrichedEvent> rows = new ArrayList<>();
    try (ParquetRows open = ParquetFiles.read(storage, path, EnrichedEventRows.SCHEMA)) {
      for (GenericRecord row = open.next(); row != null; row = open.next()) {
        rows.add(EnrichedEventRows.ofRow(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** All rows that a reader sees who takes every visible Parquet file below a folder. */
  public static List<EnrichedEvent> readFolder(Storage storage, String folder) {
    List<EnrichedEvent> rows = new ArrayList<>();
    try {
      for (Storage.Entry file : Storages.visibleFiles(storage, folder)) {
        if (file.name().endsWith(ParquetFiles.SUFFIX)) {
          rows.addAll(read(storage, file.path()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
