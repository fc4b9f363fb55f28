package io.sidecart.transforms.compact;

import java.io.Serializable;
import java.time.Duration;

/**
 * How to compact.
 *
 * @param targetBytes the size at which an output is closed and the next one begun
 * @param smallerThan files below this size, in bytes, are merged; at most the target
 * @param olderThan files younger than this are left alone
 * @param dryRun whether to plan only
 * @param breakLock whether to go on where another compaction holds the lock
 */
public record CompactionSettings(
    long targetBytes, long smallerThan, Duration olderThan, boolean dryRun, boolean breakLock)
    implements Serializable {
  public CompactionSettings {
    if (targetBytes < 1) {
      throw new IllegalArgumentException("targetBytes must be at least 1: " + targetBytes);
    }
    if (smallerThan < 1 || smallerThan > targetBytes) {
      throw new IllegalArgumentException(
          "smallerThan must be between 1 and targetBytes (" + targetBytes + "): " + smallerThan);
    }
    if (olderThan.isNegative()) {
      throw new IllegalArgumentException("olderThan must not be negative: " + olderThan);
    }
  }
}
