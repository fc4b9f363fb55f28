package io.sidecart.model.evaluate;

/**
 * How good the ranked items are. All but coverage are averages over users; a user with nothing to
 * find counts with 0. K is how many items are shown, N how deep a ranking is looked at.
 *
 * <p>Definitions as in Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques,
 * 2002 (nDCG, with hits of gain 1) and Manning, Raghavan and Schütze, Introduction to Information
 * Retrieval, 2008 (the others).
 */
public enum Measure {
  /** Hits among the first K, by K, also where fewer than K items were ranked. */
  PRECISION,

  /** Hits among the first N, by all that was to be found. */
  RECALL,

  /** Hits among the first N, each by log2(rank + 1), by the most that was possible. */
  NDCG,

  /** The precision at the rank of each hit among the first N, by the most hits possible there. */
  MAP,

  /** Whether there is a hit among the first K. */
  HIT_RATE,

  /** Distinct items among the first K of all users, by the distinct items that are known. */
  COVERAGE
}
