package io.sidecart.model;

import java.io.Serializable;

/**
 * A run of offsets in one partition.
 *
 * @param first the first offset of the run
 * @param last the last offset of the run, itself included
 */
public record OffsetRange(long first, long last) implements Serializable {
  public OffsetRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range of offsets: " + first + " to " + last);
    }
  }

  public long size() {
    return last - first + 1;
  }
}
