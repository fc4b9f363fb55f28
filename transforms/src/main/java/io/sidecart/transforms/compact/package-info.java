/**
 * Merges the small Parquet files of a folder, and drops the rows whose identity (topic, partition,
 * offset) stands twice.
 *
 * <p>{@link io.sidecart.transforms.compact.FolderCompaction} does it for one folder, {@link
 * io.sidecart.transforms.compact.CompactFolders} for many. The steps in a folder, under a lock:
 *
 * <ol>
 *   <li>The inputs are merged into files of hidden names, which are read back: the count and the
 *       checksum of the distinct rows must be those of the inputs.
 *   <li>A journal that lists inputs and outputs is written, atomically.
 *   <li>The inputs are hidden, each by a rename.
 *   <li>The outputs are made visible, each by a rename.
 *   <li>The hidden inputs are deleted, then the journal.
 * </ol>
 *
 * <p>A process that dies before the journal is there has changed nothing that a reader sees: the
 * next compaction removes what it left and begins anew. One that dies after it is followed by a
 * compaction that does the rest of the steps, each of which can be done again. So nothing is lost
 * and nothing doubled, whenever the process dies.
 *
 * <p>What a reader sees who lists {@code *.parquet}: never a row twice because of a compaction; all
 * rows before the first input is hidden and from the moment on when the last output is visible; in
 * between (as long as the renames take, or after a crash until the next compaction) the rows of the
 * inputs that are hidden may be missing. A reader who listed before and opens after finds that a
 * file is gone, and has to list again. A reader who lists by {@link
 * io.sidecart.transforms.compact.RowFiles} sees each row once at any time. Files that others add
 * meanwhile are not touched. Should another process replace an input by a file of its name while it
 * is merged, then the new file is left visible, and its doubles go with the next compaction.
 *
 * <p>Which of the rows of one identity stays: that of a file too large to be merged; else one whose
 * ids have numbers; else that of the smallest model version (none is smallest); else that of the
 * first file by name.
 */
@NullMarked
package io.sidecart.transforms.compact;

import org.jspecify.annotations.NullMarked;
