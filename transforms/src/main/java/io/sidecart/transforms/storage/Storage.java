package io.sidecart.transforms.storage;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.List;

/**
 * The few file operations on which atomic publication rests, with the same promises on a local disk
 * and on HDFS.
 *
 * <p>Paths are absolute: {@code /folder/file} or {@code file:///folder/file} on the local disk,
 * {@code hdfs://host:port/folder/file} on HDFS. {@link Storages#of} picks the implementation.
 *
 * <p>What the file system refuses (no such file, permission denied, disk full, ...) is thrown as a
 * {@link StorageException} whose one line names the path and the reason, also by the channels.
 */
public interface Storage {

  /** A file or folder. Size is in bytes, 0 for a folder. */
  record Entry(String path, String name, boolean isFolder, long size, Instant modified) {}

  /** One renaming. */
  record Move(String from, String to) {}

  /** What stands directly in a folder, by name; empty where there is no such folder. */
  List<Entry> list(String folder) throws IOException;

  boolean exists(String path) throws IOException;

  /** Opens a file for reading. */
  SeekableByteChannel open(String path) throws IOException;

  /**
   * Creates or replaces a file, with the folders above it. What was written is durable once the
   * channel is closed.
   */
  WritableByteChannel create(String path) throws IOException;

  /**
   * Creates a file with this content unless it exists; of two callers only one sees true. Another
   * reader may see the file empty for a moment.
   */
  boolean createIfAbsent(String path, byte[] content) throws IOException;

  /**
   * Moves a file or folder within one file system, atomically and durably: a reader sees it under
   * the old name or under the new one. Creates the folders above the target, and replaces a target
   * file.
   */
  void rename(String from, String to) throws IOException;

  /**
   * Renames one after another, in this order; each is atomic, all are durable on return. Quicker
   * than as many calls of {@link #rename}.
   */
  default void renameAll(List<Move> moves) throws IOException {
    for (Move move : moves) {
      rename(move.from(), move.to());
    }
  }

  /** Deletes a file, or a folder with all that it holds; does nothing where there is none. */
  void delete(String path) throws IOException;
}
