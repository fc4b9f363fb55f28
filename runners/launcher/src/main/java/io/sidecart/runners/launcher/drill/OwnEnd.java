package io.sidecart.runners.launcher.drill;

/**
 * A stream that ended though nobody killed it.
 *
 * @param done offsets committed by then, over all partitions
 * @param words the last that it said
 */
record OwnEnd(long done, String words) {
  private static final String OF_THE_STALL_GUARD = "it goes on from there, nothing is lost";

  /** Whether it ended since a partition stood still, which a lost executor may cause. */
  boolean isStall() {
    return words.contains(OF_THE_STALL_GUARD);
  }
}
