package io.sidecart.transforms.compact;

import io.sidecart.model.EventId;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.parquet.Spans;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * A file of rows, as far as its footer tells.
 *
 * @param entry the file
 * @param rows how many rows it holds
 * @param spans the lowest and highest offset of each of its partitions, in ascending order
 * @param isSorted whether its rows stand in the order of their identities
 */
record RowFile(Entry entry, long rows, List<OffsetRange> spans, boolean isSorted) {
  /** What an unsorted file may hold, as it is sorted in memory. */
  static final int MOST_ROWS_SORTED = 500_000;

  /**
   * Reads the footer, and the identities too where the footer does not tell of them.
   *
   * @throws SidecartException if it is damaged, or no file of such rows
   */
  static RowFile inspect(Storage storage, Entry entry) throws IOException {
    ParquetMetadata footer = ParquetFiles.footer(storage, entry.path());
    Optional<String> difference =
        EnrichedEventRows.difference(footer.getFileMetaData().getSchema());
    if (difference.isPresent()) {
      throw new SidecartException(
          entry.path() + " " + difference.get() + ": it is not of the rows that are compacted");
    }
    long rows = footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    Optional<List<OffsetRange>> noted = spansOf(footer, entry.path());
    if (noted.isPresent()) {
      return new RowFile(entry, rows, noted.get(), true);
    }
    return ofIds(storage, entry, rows);
  }

  private static Optional<List<OffsetRange>> spansOf(ParquetMetadata footer, String path) {
    try {
      return Spans.ofFooter(footer.getFileMetaData().getKeyValueMetaData());
    } catch (IllegalArgumentException e) {
      throw new SidecartException(
          path + " is damaged: its footer's note of offsets is " + e.getMessage(), e);
    }
  }

  private static RowFile ofIds(Storage storage, Entry entry, long rows) throws IOException {
    TreeMap<EventId, OffsetRange> spans = new TreeMap<>();
    boolean sorted = true;
    EventId last = null;
    try (ParquetRows ids = ParquetFiles.read(storage, entry.path(), EnrichedEventRows.IDS)) {
      for (GenericRecord row = ids.next(); row != null; row = ids.next()) {
        EventId id = EnrichedEventRows.id(row);
        sorted &= last == null || last.compareTo(id) <= 0;
        last = id;
        spans.merge(
            new EventId(id.topic(), id.partition(), 0),
            new OffsetRange(id.topic(), id.partition(), id.offset(), id.offset()),
            RowFile::union);
      }
    }
    if (!sorted && rows > MOST_ROWS_SORTED) {
      throw new SidecartException(
          entry.path()
              + " is not sorted by topic, partition and offset, and too large to be sorted here: "
              + rows
              + " rows");
    }
    return new RowFile(entry, rows, List.copyOf(spans.values()), sorted);
  }

  private static OffsetRange union(OffsetRange one, OffsetRange other) {
    return new OffsetRange(
        one.topic(),
        one.partition(),
        Math.min(one.first(), other.first()),
        Math.max(one.last(), other.last()));
  }

  String path() {
    return entry.path();
  }

  long size() {
    return entry.size();
  }

  /** Not after the first identity. */
  EventId first() {
    OffsetRange span = spans.get(0);
    return new EventId(span.topic(), span.partition(), span.first());
  }

  /** Not before the last identity. */
  EventId last() {
    OffsetRange span = spans.get(spans.size() - 1);
    return new EventId(span.topic(), span.partition(), span.last());
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Whether they may have an identity in common. */
  boolean mayShare(RowFile other) {
    return spans.stream().anyMatch(span -> other.spans.stream().anyMatch(span::overlaps));
  }
}
