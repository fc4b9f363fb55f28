package io.sidecart.model.rank;

import java.util.Arrays;

/**
 * The mean logistic loss on examples, with L2 regularisation of all but the intercept. A point
 * holds a weight for each signal, which is taken in standard deviations from its mean, and the
 * intercept as the last.
 */
final class LogisticLoss {
  private final Examples examples;
  private final int[] chosen;
  private final double[] counts;
  private final double regularisation;
  private final int signals;
  private final double total;
  private final double[] means;

  /** One by the standard deviation of each signal, 0 where it is the same in all examples. */
  private final double[] scales;

  /** The loss at a point. */
  static final class At {
    final double[] point;
    final double value;

    /** One number for each of the point. */
    final double[] gradient;

    /** Row by row, of which the lower triangle is filled. */
    final double[] hessian;

    private At(double[] point, double value, double[] gradient, double[] hessian) {
      this.point = point;
      this.value = value;
      this.gradient = gradient;
      this.hessian = hessian;
    }
  }

  /**
   * @param chosen the examples that are looked at, at least one
   * @param signals how many signals, from the first, are looked at
   * @param counts how much each of all examples counts, above 0
   */
  LogisticLoss(
      Examples examples, int[] chosen, int signals, double[] counts, double regularisation) {
    this.examples = examples;
    this.chosen = chosen;
    this.signals = signals;
    this.counts = counts;
    this.regularisation = regularisation;
    this.total = Arrays.stream(chosen).mapToDouble(example -> counts[example]).sum();
    this.means = means();
    this.scales = scales();
  }

  /** Measured from the first row, so that the mean of what is always the same is that exactly. */
  private double[] means() {
    double[] first = new double[signals];
    double[] row = new double[signals];
    double[] sums = new double[signals];
    examples.read(chosen[0], signals, first);
    for (int example : chosen) {
      examples.read(example, signals, row);
      for (int i = 0; i < signals; i++) {
        sums[i] += counts[example] * (row[i] - first[i]);
      }
    }
    for (int i = 0; i < signals; i++) {
      first[i] += sums[i] / total;
    }
    return first;
  }

  private double[] scales() {
    double[] squares = new double[signals];
    double[] row = new double[signals];
    for (int example : chosen) {
      examples.read(example, signals, row);
      for (int i = 0; i < signals; i++) {
        double gap = row[i] - means[i];
        squares[i] += counts[example] * gap * gap;
      }
    }
    return Arrays.stream(squares)
        .map(square -> square == 0 ? 0 : Math.sqrt(total / square))
        .toArray();
  }

  /** Nothing is known but how often examples are bought. */
  double[] start() {
    double bought = 0;
    for (int example : chosen) {
      bought += examples.isBought(example) ? counts[example] : 0;
    }
    double[] start = new double[signals + 1];
    start[signals] = Math.log(bought / (total - bought));
    return start;
  }

  At at(double[] point) {
    int size = signals + 1;
    double[] gradient = new double[size];
    double[] hessian = new double[size * size];
    double[] row = new double[size];
    double loss = 0;
    for (int example : chosen) {
      standardise(example, row);
      double odds = 0;
      for (int i = 0; i < size; i++) {
        odds += point[i] * row[i];
      }
      double small = Math.exp(-Math.abs(odds));
      double probability = (odds > 0 ? 1 : small) / (1 + small);
      double share = counts[example] / total;
      boolean isBought = examples.isBought(example);
      loss += share * (Math.max(isBought ? -odds : odds, 0) + Math.log1p(small));
      add(row, share * (probability - (isBought ? 1 : 0)), gradient);
      addSquare(row, share * probability * (1 - probability), hessian);
    }
    for (int i = 0; i < signals; i++) {
      loss += regularisation / 2 * point[i] * point[i];
      gradient[i] += regularisation * point[i];
      hessian[i * size + i] += regularisation;
    }
    return new At(point, loss, gradient, hessian);
  }

  /** The last of a row is 1, for the intercept. */
  private void standardise(int example, double[] row) {
    examples.read(example, signals, row);
    for (int i = 0; i < signals; i++) {
      row[i] = (row[i] - means[i]) * scales[i];
    }
    row[signals] = 1;
  }

  private static void add(double[] row, double factor, double[] sums) {
    for (int i = 0; i < row.length; i++) {
      sums[i] += factor * row[i];
    }
  }

  private static void addSquare(double[] row, double factor, double[] lower) {
    for (int i = 0; i < row.length; i++) {
      double value = factor * row[i];
      int start = i * row.length;
      for (int j = 0; j <= i; j++) {
        lower[start + j] += value * row[j];
      }
    }
  }

  /** What a point means for the signals as they are; those that are not looked at weigh 0. */
  Weights weights(double[] point) {
    double[] weights = new double[Signal.COUNT];
    double intercept = point[signals];
    for (int i = 0; i < signals; i++) {
      weights[i] = point[i] * scales[i];
      intercept -= weights[i] * means[i];
    }
    return Weights.of(intercept, weights);
  }
}
