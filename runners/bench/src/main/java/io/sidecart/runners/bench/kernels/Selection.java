package io.sidecart.runners.bench.kernels;

import io.sidecart.model.factors.Shortlist;

/** Keeps the best of scores that were computed before, as each of the rivals has to. */
final class Selection {
  private Selection() {}

  /**
   * Offers scores to a list.
   *
   * @param from where they begin
   * @param firstItem the index of the first score's item
   */
  static void offer(float[] scores, int from, int count, int firstItem, Shortlist best) {
    float least = best.least();
    for (int i = 0; i < count; i++) {
      if (scores[from + i] > least) {
        best.offer(firstItem + i, scores[from + i]);
        least = best.least();
      }
    }
  }
}
