package io.sidecart.transforms.sink;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.WrittenFile;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.Spans;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the rows of one shard as one file. */
final class PartFiles {
  private static final Comparator<EnrichedEvent> ORDER =
      comparing(PartFiles::id)
          .thenComparing(row -> !row.event().isKnown())
          .thenComparing(EnrichedEvent::modelVersion, nullsFirst(naturalOrder()));

  private final Storage storage;
  private final String root;
  private final Listener listener;

  /** Told of each file that was written. */
  interface Listener {
    void written(long rows, long bytes, long millis);
  }

  PartFiles(Storage storage, String root, Listener listener) {
    this.storage = storage;
    this.root = root;
    this.listener = listener;
  }

  /**
   * Writes a file for each shard.
   *
   * @param rows of any shards, in any order
   */
  List<WrittenFile> writeEach(List<EnrichedEvent> rows) throws IOException {
    Map<Shard, List<EnrichedEvent>> shards = new LinkedHashMap<>();
    for (EnrichedEvent row : rows) {
      shards.computeIfAbsent(Shard.of(row), shard -> new ArrayList<>()).add(row);
    }
    List<WrittenFile> files = new ArrayList<>();
    for (List<EnrichedEvent> ofOne : shards.values()) {
      files.add(write(ofOne));
    }
    return files;
  }

  /**
   * Writes rows in the order of their identities; where an identity stands twice, the row stays
   * whose ids have numbers, then that of the smallest model version.
   *
   * @param rows at least one, all of one shard, in any order
   */
  WrittenFile write(List<EnrichedEvent> rows) throws IOException {
    long start = System.nanoTime();
    List<EnrichedEvent> distinct = sortedOnce(rows);
    List<OffsetRange> offsets = OffsetRange.exactly(distinct.stream().map(PartFiles::id).toList());
    Spans spans = new Spans();
    distinct.forEach(row -> spans.add(id(row)));
    String folder = StoragePaths.child(root, Shard.of(distinct.get(0)).folder());
    String path = StoragePaths.child(folder, PartName.of(offsets, times(distinct)));
    long bytes = ParquetFiles.publish(storage, path, distinct, spans::toFooter);
    listener.written(distinct.size(), bytes, (System.nanoTime() - start) / 1_000_000);
    return new WrittenFile(path, distinct.size(), offsets);
  }

  private static List<EnrichedEvent> sortedOnce(List<EnrichedEvent> rows) {
    List<EnrichedEvent> sorted = new ArrayList<>(rows);
    sorted.sort(ORDER);
    EventId last = null;
    List<EnrichedEvent> distinct = new ArrayList<>(sorted.size());
    for (EnrichedEvent row : sorted) {
      if (!id(row).equals(last)) {
        distinct.add(row);
        last = id(row);
      }
    }
    return distinct;
  }

  private static long[] times(List<EnrichedEvent> rows) {
    return rows.stream().mapToLong(row -> row.event().eventTime().toEpochMilli()).toArray();
  }

  private static EventId id(EnrichedEvent row) {
    return row.event().id();
  }
}
