package io.sidecart.model.evaluate;

import java.io.IOException;

/** A way of ranking items for users that is learned from purchases. */
public interface RankingMethod {

  /** What tables and the command line call it: lower case, with dashes. */
  String name();

  /**
   * Learns.
   *
   * @param purchases all that may be known; nothing of what is to be found is among them
   * @param at the time at which the ranking will be asked for, in milliseconds since the epoch
   */
  Fitted fit(PurchaseLog purchases, long at) throws IOException;

  /** What was learned; several threads may use it at once. */
  interface Fitted {

    /** Ranks for one thread. */
    Ranker ranker();
  }
}
