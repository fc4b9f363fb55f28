package io.sidecart.model.split;

import io.sidecart.model.Purchase;
import java.io.Serializable;

/** Says of a purchase, from its row identity and time alone, in which half it is. */
public interface Splitter extends Serializable {

  /** Whether the purchase is history; the others are replayed. */
  boolean isHistory(Purchase purchase);

  /**
   * A random half: each purchase is history with the same chance, and always so with this seed.
   *
   * @param fraction the share of history, 0 to 1
   */
  static Splitter random(double fraction, long seed) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction must be 0 to 1, but was " + fraction);
    }
    return purchase -> RowHash.unit(purchase.source(), purchase.line(), seed) < fraction;
  }

  /**
   * The earlier half.
   *
   * @param firstLive the first purchase that is not history
   */
  static Splitter before(ReplayKey firstLive) {
    return purchase -> ReplayKey.of(purchase).compareTo(firstLive) < 0;
  }
}
