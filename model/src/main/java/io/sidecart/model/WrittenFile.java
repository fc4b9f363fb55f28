package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * A file of rows that readers can see from now on.
 *
 * @param path the whole path
 * @param rows how many rows it holds
 * @param offsets the identities of its rows, exactly, in ascending order
 */
public record WrittenFile(String path, long rows, List<OffsetRange> offsets)
    implements Serializable {
  public WrittenFile {
    requireNonNull(path, "path");
    offsets = List.copyOf(offsets);
  }
}
