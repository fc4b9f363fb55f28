package io.sidecart.runners.launcher.drill;

import io.sidecart.transforms.storage.Storage.Move;

/** After which step of a compaction its process dies. */
enum Moment {
  LOCKED,
  MERGING,
  MERGED,
  JOURNAL_WRITTEN,
  AN_INPUT_HIDDEN,
  INPUTS_HIDDEN,
  AN_OUTPUT_SHOWN,
  AN_INPUT_DELETED,
  INPUTS_DELETED,
  JOURNAL_DELETED;

  private static final String TEMPORARY = "/.compact-";
  private static final String JOURNAL = "/.compact.journal";
  private static final String HIDDEN = ".compacted";

  String title() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  boolean isAfterLock(String path) {
    return this == LOCKED && path.endsWith("/.compact.lock");
  }

  boolean isAfterWrite(String path) {
    return this == MERGING && path.contains(TEMPORARY);
  }

  boolean isAfterClose(String path) {
    return this == MERGED && path.contains(TEMPORARY);
  }

  boolean isAfterRename(Move move) {
    return (this == JOURNAL_WRITTEN && move.to().endsWith(JOURNAL))
        || (this == AN_INPUT_HIDDEN && move.to().endsWith(HIDDEN))
        || (this == AN_OUTPUT_SHOWN && move.from().contains(TEMPORARY));
  }

  boolean isAfterDelete(String path) {
    return (this == AN_INPUT_DELETED && path.endsWith(HIDDEN))
        || (this == JOURNAL_DELETED && path.endsWith(JOURNAL));
  }

  /** Inputs are hidden before an output is shown, and deleted before the journal is. */
  boolean isBeforeRename(Move move) {
    return this == INPUTS_HIDDEN && move.from().contains(TEMPORARY);
  }

  boolean isBeforeDelete(String path) {
    return this == INPUTS_DELETED && path.endsWith(JOURNAL);
  }
}
