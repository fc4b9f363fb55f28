package io.sidecart.runners.bench.kernels;

import io.sidecart.model.factors.Factors;
import java.util.SplittableRandom;

/**
 * How large a problem is.
 *
 * @param items how many are scored for each user
 * @param factors the length of each vector
 */
record Shape(int items, int factors) {
  /** How many items each user gets. */
  static final int K = 5;

  /** Ids of users begin here, so that no user is an item. */
  private static final int FIRST_USER = 1 << 30;

  /** Multiplications and additions for one user. */
  double flop() {
    return 2.0 * items * factors;
  }

  /** Of all items' vectors. */
  double bytes() {
    return 4.0 * items * factors;
  }

  /** The items' vectors, row by row; the same ones at each call. */
  float[] itemRows() {
    return rows(0, items, factors);
  }

  /** The same, under the ids from 0. */
  Factors itemFactors() {
    Factors.Builder builder = Factors.builder(factors, items);
    for (int item = 0; item < items; item++) {
      builder.add(item, itemVector(item, factors));
    }
    return builder.build();
  }

  /** The vectors of so many users, row by row; the same ones at each call. */
  float[] userRows(int users) {
    return rows(FIRST_USER, users, factors);
  }

  static float[] itemVector(int item, int factors) {
    return rows(item, 1, factors);
  }

  static float[] userVector(int user, int factors) {
    return rows(FIRST_USER + user, 1, factors);
  }

  private static float[] rows(int firstSeed, int count, int factors) {
    float[] values = new float[count * factors];
    for (int row = 0; row < count; row++) {
      SplittableRandom random = new SplittableRandom(firstSeed + row);
      for (int i = row * factors; i < (row + 1) * factors; i++) {
        values[i] = random.nextInt(1 << 24) * 0x1p-24f - 0.5f;
      }
    }
    return values;
  }
}
