package io.sidecart.transforms.compact;

import java.util.List;

/**
 * What to merge in a folder.
 *
 * @param inputs the files to merge, by name
 * @param kept files that stay and hold identities that the inputs may hold too, by name
 */
record MergePlan(List<RowFile> inputs, List<RowFile> kept) {
  static final MergePlan NOTHING = new MergePlan(List.of(), List.of());

  boolean isEmpty() {
    return inputs.isEmpty();
  }

  long bytes() {
    return inputs.stream().mapToLong(RowFile::size).sum();
  }

  long rows() {
    return inputs.stream().mapToLong(RowFile::rows).sum();
  }

  /** About how many files the inputs become. */
  int expectedFiles(long targetBytes) {
    return (int) Math.max(1, (bytes() + targetBytes - 1) / targetBytes);
  }
}
