package io.sidecart.runners.bench.kernels;

import java.util.Arrays;

/**
 * What runs of one thing took.
 *
 * @param median of all
 * @param least the quickest
 * @param most the slowest
 * @param runs how many
 */
record Spread(double median, double least, double most, int runs) {

  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    return new Spread(median, sorted[0], sorted[last], sorted.length);
  }

  Spread dividedBy(double divisor) {
    return new Spread(median / divisor, least / divisor, most / divisor, runs);
  }
}
