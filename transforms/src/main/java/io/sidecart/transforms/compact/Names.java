package io.sidecart.transforms.compact;

import io.sidecart.model.OffsetRange;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import java.util.List;

/** The names of what a compaction makes in a folder; hidden ones begin with a dot. */
final class Names {
  static final String LOCK = ".compact.lock";
  static final String JOURNAL = ".compact.journal";

  private static final String OUTPUT_PREFIX = "compact-";

  private static final String TEMPORARY_PREFIX = ".compact-";

  /** Of the lock and the journal while they are written. */
  private static final String PUBLISHED_PREFIX = "..compact.";

  private static final String TEMPORARY_SUFFIX = ".tmp";
  private static final String INPUT_SUFFIX = ".compacted";

  private Names() {}

  /**
   * Of a file that is being written.
   *
   * @param attempt {@link Holder#id()}
   */
  static String temporary(String attempt, int number) {
    return TEMPORARY_PREFIX + attempt + "-" + number + TEMPORARY_SUFFIX;
  }

  /** Whether an attempt wrote this file. */
  static boolean isTemporaryOf(Entry entry, String attempt) {
    return entry.name().startsWith(TEMPORARY_PREFIX + attempt + "-")
        && entry.name().endsWith(TEMPORARY_SUFFIX);
  }

  /** Whether a compaction works, or died, on this. */
  static boolean isCompactionsTemporary(Entry entry) {
    return (entry.name().startsWith(TEMPORARY_PREFIX) || entry.name().startsWith(PUBLISHED_PREFIX))
        && entry.name().endsWith(TEMPORARY_SUFFIX);
  }

  /** Whether a writer of rows works, or died, on this. */
  static boolean isWritersTemporary(Entry entry) {
    return entry.name().startsWith(".part-") && entry.name().endsWith(TEMPORARY_SUFFIX);
  }

  /** Of an input while its rows stand in an output. */
  static String hiddenInput(String name) {
    return "." + name + INPUT_SUFFIX;
  }

  static boolean isHiddenInput(Entry entry) {
    return entry.name().startsWith(".") && entry.name().endsWith(INPUT_SUFFIX);
  }

  static boolean isRows(Entry entry) {
    return !entry.isFolder()
        && entry.name().endsWith(ParquetFiles.SUFFIX)
        && !StoragePaths.isHidden(entry.name());
  }

  /** Whether this is what {@link #output} makes. */
  static boolean isOutput(String name) {
    return name.startsWith(OUTPUT_PREFIX);
  }

  /**
   * Of an output: {@code
   * compact-<topic>-<partition>-<first>-<last>-<rows>-<run>-<attempt>-<number>.parquet}, or with
   * the number of partitions where it holds rows of several.
   */
  static String output(List<OffsetRange> spans, long rows, String attempt, int number) {
    OffsetRange first = spans.get(0);
    String what =
        spans.size() == 1
            ? first.topic() + "-" + first.partition() + "-" + first.first() + "-" + first.last()
            : spans.size() + "-partitions";
    String shorter = what.length() <= 160 ? what : what.substring(what.length() - 160);
    return OUTPUT_PREFIX
        + shorter
        + "-"
        + rows
        + "-"
        + attempt
        + "-"
        + number
        + ParquetFiles.SUFFIX;
  }
}
