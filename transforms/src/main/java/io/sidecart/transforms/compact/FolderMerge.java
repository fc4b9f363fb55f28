package io.sidecart.transforms.compact;

import io.sidecart.model.EventId;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.compact.Outputs.Written;
import io.sidecart.transforms.compact.RowChecksum.Tally;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** Merges the inputs of a plan into hidden files, and proves that they hold the same rows. */
final class FolderMerge {
  private final Storage storage;
  private final String folder;
  private final String attempt;
  private final long targetBytes;
  private final int mostOpen;
  private final RowChecksum checksum = new RowChecksum();
  private final Tally read = new Tally();
  private final Tally dropped = new Tally();
  private int temporaries;

  /**
   * @param distinct the distinct rows that were read, by which the outputs were checked
   */
  record Merged(List<Written> outputs, Tally distinct, Tally after) {}

  /**
   * @param mostOpen how many files are open at a time; where more share a range of identities they
   *     are merged in several passes
   */
  FolderMerge(Storage storage, String folder, String attempt, long targetBytes, int mostOpen) {
    this.storage = storage;
    this.folder = folder;
    this.attempt = attempt;
    this.targetBytes = targetBytes;
    this.mostOpen = mostOpen;
  }

  /**
   * Writes the outputs.
   *
   * @throws SidecartException if they are not what was read
   */
  Merged merge(MergePlan plan) throws IOException {
    List<RowFile> files = plan.inputs();
    RowMerge.Consumer count = this::countRead;
    while (depth(files) > mostOpen) {
      files = pass(files, count);
      count = row -> {};
    }
    List<Written> outputs;
    try (Outputs out = outputs(targetBytes);
        RowMerge rows = new RowMerge(storage, files, EnrichedEventRows.SCHEMA);
        RowMerge kept = new RowMerge(storage, plan.kept(), EnrichedEventRows.EVENTS)) {
      copy(rows, kept, out, count);
      outputs = out.finish();
    }
    for (int number = 0; number < temporaries; number++) {
      storage.delete(StoragePaths.child(folder, Names.temporary(attempt, number)));
    }
    Tally distinct = read.minus(dropped);
    Tally after = verify(outputs);
    if (!after.isSame(distinct) || read.rows() != plan.rows()) {
      throw new SidecartException(
          "The merged files of "
              + folder
              + " hold "
              + after
              + " instead of "
              + distinct
              + ": nothing was changed");
    }
    return new Merged(outputs, distinct, after);
  }

  private Outputs outputs(long bytes) {
    return new Outputs(storage, folder, attempt, bytes, temporaries);
  }

  /** Merges neighbours by name, so that rows of one identity keep their order of preference. */
  private List<RowFile> pass(List<RowFile> files, RowMerge.Consumer count) throws IOException {
    List<RowFile> merged = new ArrayList<>();
    for (int start = 0; start < files.size(); start += mostOpen) {
      List<RowFile> some = files.subList(start, Math.min(start + mostOpen, files.size()));
      try (Outputs out = outputs(Long.MAX_VALUE);
          RowMerge rows = new RowMerge(storage, some, EnrichedEventRows.SCHEMA);
          RowMerge none = new RowMerge(storage, List.of(), EnrichedEventRows.IDS)) {
        copy(rows, none, out, count);
        for (Written file : out.finish()) {
          merged.add(temporary(file));
          temporaries++;
        }
      }
    }
    return merged;
  }

  private static RowFile temporary(Written file) {
    String name = StoragePaths.name(file.path());
    Entry entry = new Entry(file.path(), name, false, 0, Instant.EPOCH);
    return new RowFile(entry, file.rows(), file.spans().get(), true);
  }

  private void copy(RowMerge rows, RowMerge kept, Outputs out, RowMerge.Consumer count)
      throws IOException {
    for (GenericRecord row = rows.takeDistinct(count, this::countDropped);
        row != null;
        row = rows.takeDistinct(count, this::countDropped)) {
      EventId id = EnrichedEventRows.id(row);
      if (kept.skipTo(id)) {
        kept.requireSameEvent(row);
        countDropped(row);
      } else {
        out.add(row, id);
      }
    }
  }

  private void countRead(GenericRecord row) throws IOException {
    read.add(checksum.of(row));
  }

  private void countDropped(GenericRecord row) throws IOException {
    dropped.add(checksum.of(row));
  }

  /** Reads the outputs back: each identity may stand once, and all in order. */
  private Tally verify(List<Written> outputs) throws IOException {
    Tally after = new Tally();
    EventId last = null;
    for (Written output : outputs) {
      try (ParquetRows rows = ParquetFiles.read(storage, output.path(), EnrichedEventRows.SCHEMA)) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          EventId id = EnrichedEventRows.id(row);
          if (last != null && last.compareTo(id) >= 0) {
            throw new SidecartException(
                "Merged rows of "
                    + folder
                    + " are out of order at "
                    + id
                    + ": nothing was changed");
          }
          last = id;
          after.add(checksum.of(row));
        }
      }
    }
    return after;
  }

  /** How many files share one identity at most, as far as their spans tell. */
  private static int depth(List<RowFile> files) {
    TreeMap<EventId, Integer> changes = new TreeMap<>();
    for (RowFile file : files) {
      if (!file.isEmpty()) {
        EventId end = file.last();
        changes.merge(file.first(), 1, Integer::sum);
        changes.merge(
            new EventId(end.topic(), end.partition(), end.offset() + 1), -1, Integer::sum);
      }
    }
    int open = 0;
    int most = 0;
    for (int change : changes.values()) {
      open += change;
      most = Math.max(most, open);
    }
    return most;
  }
}
