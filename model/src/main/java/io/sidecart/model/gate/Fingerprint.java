package io.sidecart.model.gate;

import io.sidecart.model.evaluate.PurchaseLog;

/** A short text that tells whether two histories hold the same purchases. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * The number of purchases, and a sum of their hashes: the same whatever their order and the files
   * that they come from.
   */
  static String of(PurchaseLog purchases) {
    long sum = 0;
    for (int user = 0; user < purchases.users(); user++) {
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        long hash = mix(purchases.userId(user));
        hash = mix(hash ^ purchases.itemId(row));
        hash = mix(hash ^ purchases.quantity(row));
        hash = mix(hash ^ Double.doubleToLongBits(purchases.salesValue(row)));
        sum += mix(hash ^ purchases.time(row));
      }
    }
    return purchases.size() + "-" + Long.toHexString(sum);
  }

  /** The output function of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
