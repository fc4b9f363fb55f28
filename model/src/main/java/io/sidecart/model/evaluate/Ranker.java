package io.sidecart.model.evaluate;

import java.util.function.IntPredicate;

/** Ranks items for one user after the other, on one thread. */
public interface Ranker {

  /**
   * The best items for a user.
   *
   * @param userId any user, known or not
   * @param at when they are asked for, in milliseconds since the epoch
   * @param n how many at most, at least 1
   * @param allowed the items that may be among them; others are passed over, so that fewer than n
   *     come only where there are no more
   * @return item ids, the best first, each once; of equal ones the smaller id first
   */
  int[] best(int userId, long at, int n, IntPredicate allowed);
}
