package io.sidecart.model.split;

/** A 64-bit hash of a row identity: FNV-1a of the source, then rounds of SplitMix64's mixer. */
public final class RowHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private RowHash() {}

  static long of(String source, long line, long seed) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < source.length(); i++) {
      hash = (hash ^ source.charAt(i)) * FNV_PRIME;
    }
    hash = mix(hash ^ mix(seed + GOLDEN_GAMMA));
    return mix(hash + line * GOLDEN_GAMMA);
  }

  /** The hash of the row at a line of a source, as a number from 0 (included) to 1 (excluded). */
  public static double unit(String source, long line, long seed) {
    return (of(source, line, seed) >>> 11) * UNIT;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
