package io.sidecart.runners.bench.kernels;

import dev.ludovic.netlib.blas.BLAS;
import io.sidecart.model.factors.Shortlist;
import java.util.ArrayList;
import java.util.List;

/** The rivals that read the items' vectors row by row. Serves one thread. */
final class RowSearch {
  /** Items whose scores are computed at once: as many as MLlib's blocks hold. */
  private static final int CHUNK = 4096;

  private final Shape shape;
  private final float[] items;
  private final float[] scores;
  private final List<Shortlist> best = new ArrayList<>();

  RowSearch(Shape shape, float[] items, int mostUsers) {
    this.shape = shape;
    this.items = items;
    this.scores = new float[CHUNK * mostUsers];
    for (int user = 0; user < mostUsers; user++) {
      best.add(new Shortlist(Shape.K));
    }
  }

  /** A loop over the items, and one over the factors. */
  Shortlist byLoop(float[] users, int user) {
    Shortlist found = best.get(0);
    found.clear();
    int factors = shape.factors();
    int at = user * factors;
    for (int item = 0; item < shape.items(); item++) {
      int row = item * factors;
      float score = 0;
      for (int factor = 0; factor < factors; factor++) {
        score += users[at + factor] * items[row + factor];
      }
      if (score > found.least()) {
        found.offer(item, score);
      }
    }
    return found;
  }

  /** A product of a matrix and a vector, then a selection. */
  Shortlist bySgemv(BLAS blas, float[] users, int user) {
    Shortlist found = best.get(0);
    found.clear();
    int factors = shape.factors();
    for (int from = 0; from < shape.items(); from += CHUNK) {
      int count = Math.min(CHUNK, shape.items() - from);
      blas.sgemv(
          "T",
          factors,
          count,
          1f,
          items,
          from * factors,
          factors,
          users,
          user * factors,
          1,
          0f,
          scores,
          0,
          1);
      Selection.offer(scores, 0, count, from, found);
    }
    return found;
  }

  /** A product of two matrices, then a selection for each user. */
  List<Shortlist> bySgemm(BLAS blas, float[] users, int count) {
    List<Shortlist> found = best.subList(0, count);
    found.forEach(Shortlist::clear);
    int factors = shape.factors();
    for (int from = 0; from < shape.items(); from += CHUNK) {
      int rows = Math.min(CHUNK, shape.items() - from);
      blas.sgemm(
          "T",
          "N",
          rows,
          count,
          factors,
          1f,
          items,
          from * factors,
          factors,
          users,
          0,
          factors,
          0f,
          scores,
          0,
          rows);
      for (int user = 0; user < count; user++) {
        Selection.offer(scores, user * rows, rows, from, found.get(user));
      }
    }
    return found;
  }
}
