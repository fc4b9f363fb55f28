package io.sidecart.transforms.compact;

import java.io.Serializable;

/**
 * What became of one folder.
 *
 * @param folder its path
 * @param state what was done
 * @param note one line more: what was cleaned or rolled forward, or why it failed; may be empty
 * @param filesBefore the files that were (or would be) merged
 * @param filesAfter the files that they became (or would about become)
 * @param bytesBefore their size
 * @param bytesAfter the size of what they became, 0 for a plan
 * @param rowsBefore their rows, doubles counted
 * @param rowsAfter the distinct rows, 0 for a plan
 * @param checksumBefore the sum, modulo 2^64, of a hash of each distinct row as it was read
 * @param checksumAfter the same of the rows read back from what they became
 */
public record FolderResult(
    String folder,
    State state,
    String note,
    int filesBefore,
    int filesAfter,
    long bytesBefore,
    long bytesAfter,
    long rowsBefore,
    long rowsAfter,
    long checksumBefore,
    long checksumAfter)
    implements Serializable {

  /** What was done. */
  public enum State {
    /** There was nothing to merge. */
    NOTHING,
    /** A dry run: it would be merged. */
    PLANNED,
    MERGED,
    /** It was left as it was, or a later run has to finish it; the note says why. */
    FAILED
  }

  static FolderResult of(String folder, State state, String note) {
    return new FolderResult(folder, state, note, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** How many rows were dropped because their identity stood twice. */
  public long doubles() {
    return state == State.MERGED ? rowsBefore - rowsAfter : 0;
  }
}
