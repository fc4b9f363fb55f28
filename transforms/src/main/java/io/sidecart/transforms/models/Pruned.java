package io.sidecart.transforms.models;

import java.util.List;

/**
 * What a pruning did.
 *
 * @param deleted oldest first
 * @param spared old versions that stay, oldest first
 */
public record Pruned(List<Deleted> deleted, List<Spared> spared) {
  public Pruned {
    deleted = List.copyOf(deleted);
    spared = List.copyOf(spared);
  }

  /**
   * A version that is gone.
   *
   * @param bytes of its files
   */
  public record Deleted(String version, long bytes) {}

  /**
   * A version that stays although it is old.
   *
   * @param reason in a few words
   */
  public record Spared(String version, String reason) {}

  /** The bytes of all that is gone. */
  public long bytes() {
    return deleted.stream().mapToLong(Deleted::bytes).sum();
  }
}
