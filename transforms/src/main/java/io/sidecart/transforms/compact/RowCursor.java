package io.sidecart.transforms.compact;

import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the rows of a file in the order of their identities. The file is opened when its first
 * row is wanted and closed after its last.
 */
final class RowCursor implements Closeable {
  /** By what is known of the next identity, then by the order of the files. */
  static final Comparator<RowCursor> ORDER =
      Comparator.comparing(RowCursor::id).thenComparingInt(RowCursor::rank);

  private final Storage storage;
  private final RowFile file;
  private final Schema schema;
  private final int rank;
  private @Nullable ParquetRows rows;
  private @Nullable Iterator<GenericRecord> sorted;
  private @Nullable GenericRecord row;
  private EventId id;
  private long taken;

  /**
   * @param file not empty
   * @param schema of the rows wanted: all columns or those of the identity
   * @param rank where the file stands among others
   */
  RowCursor(Storage storage, RowFile file, Schema schema, int rank) {
    this.storage = storage;
    this.file = file;
    this.schema = schema;
    this.rank = rank;
    this.id = file.first();
  }

  /** The identity of the next row; before the file is open, one that is not after it. */
  EventId id() {
    return id;
  }

  int rank() {
    return rank;
  }

  boolean isOpen() {
    return rows != null;
  }

  /** The next row; the file must be open and not at its end. */
  GenericRecord row() {
    if (row == null) {
      throw new IllegalStateException("no row");
    }
    return row;
  }

  /**
   * Opens the file and goes to its first row.
   *
   * @return whether there is one
   */
  boolean open() throws IOException {
    rows = ParquetFiles.read(storage, file.path(), schema);
    if (!file.isSorted()) {
      sorted = sortedRows(rows);
    }
    return advance();
  }

  /**
   * Goes to the next row.
   *
   * @return whether there is one; the file is closed where there is none
   */
  boolean advance() throws IOException {
    EventId before = id;
    row = sorted != null ? (sorted.hasNext() ? sorted.next() : null) : rows.next();
    if (row == null) {
      close();
      if (taken != file.rows()) {
        throw new SidecartException(
            file.path() + " holds " + taken + " rows, where its footer tells of " + file.rows());
      }
      return false;
    }
    taken++;
    id = EnrichedEventRows.id(row);
    if (id.compareTo(before) < 0) {
      throw new SidecartException(
          file.path() + " has " + id + " after " + before + ", where its footer says it is sorted");
    }
    return true;
  }

  private static Iterator<GenericRecord> sortedRows(ParquetRows rows) {
    List<GenericRecord> all = new ArrayList<>();
    for (GenericRecord next = rows.next(); next != null; next = rows.next()) {
      all.add(next);
    }
    all.sort(Comparator.comparing(EnrichedEventRows::id));
    return all.iterator();
  }

  @Override
  public void close() throws IOException {
    ParquetRows open = rows;
    // Thousands of cursors wait until the last is done: each must not keep its file's pages.
    rows = null;
    sorted = null;
    row = null;
    if (open != null) {
      open.close();
    }
  }
}
