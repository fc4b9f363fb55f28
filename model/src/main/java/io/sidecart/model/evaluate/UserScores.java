package io.sidecart.model.evaluate;

/** One user's measures. */
final class UserScores {
  private UserScores() {}

  /**
   * The measures of one ranking; coverage, which no single user has, is 0.
   *
   * @param k how many items are shown
   * @param n how many items are looked at
   * @return by the ordinal of {@link Measure}
   */
  static double[] of(Question question, Segment segment, int[] items, int k, int n) {
    int relevant = question.relevant(segment);
    double[] scores = new double[Measure.values().length];
    if (relevant == 0) {
      return scores;
    }
    int possible = Math.min(n, relevant);
    int hits = 0;
    int shown = 0;
    double gain = 0;
    double precisions = 0;
    double best = 0;
    for (int rank = 1; rank <= Math.max(k, n); rank++) {
      boolean isHit = rank <= items.length && question.isHit(items[rank - 1]);
      if (isHit && rank <= k) {
        shown++;
      }
      if (isHit && rank <= n) {
        hits++;
        gain += discount(rank);
        precisions += (double) hits / rank;
      }
      if (rank <= possible) {
        best += discount(rank);
      }
    }
    scores[Measure.PRECISION.ordinal()] = (double) shown / k;
    scores[Measure.RECALL.ordinal()] = (double) hits / relevant;
    scores[Measure.NDCG.ordinal()] = gain / best;
    scores[Measure.MAP.ordinal()] = precisions / possible;
    scores[Measure.HIT_RATE.ordinal()] = shown > 0 ? 1 : 0;
    return scores;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1);
  }
}
