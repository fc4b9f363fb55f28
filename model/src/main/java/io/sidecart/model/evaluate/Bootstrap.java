package io.sidecart.model.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 95 % intervals by the percentile bootstrap over users (Efron and Tibshirani, An Introduction to
 * the Bootstrap, 1993): a measure is computed anew for samples of as many users, drawn with
 * replacement.
 *
 * @param samples how many samples, at least 1
 * @param seed of the samples; the same seed draws the same users for each method and measure
 */
public record Bootstrap(int samples, long seed) {

  public Bootstrap {
    if (samples < 1) {
      throw new IllegalArgumentException("samples is " + samples + ", it must be at least 1");
    }
  }

  /**
   * The means of several values of each user.
   *
   * @param values for each user as many values, at least one user
   */
  public Estimate[] ofMeans(double[][] values) {
    int users = values.length;
    double[][] means =
        IntStream.range(0, samples)
            .parallel()
            .mapToObj(sample -> means(values, draw(users, sample)))
            .toArray(double[][]::new);
    double[] measured = means(values, IntStream.range(0, users).toArray());
    Estimate[] estimates = new Estimate[measured.length];
    for (int i = 0; i < estimates.length; i++) {
      int value = i;
      double[] replicates = Arrays.stream(means).mapToDouble(each -> each[value]).toArray();
      estimates[i] = interval(measured[i], replicates, 0);
    }
    return estimates;
  }

  private static double[] means(double[][] values, int[] users) {
    double[] means = new double[values[0].length];
    for (int user : users) {
      for (int i = 0; i < means.length; i++) {
        means[i] += values[user][i];
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= users.length;
    }
    return means;
  }

  /**
   * A value that is no mean, and that a sample, in which some users are missing, gets too small or
   * too large: the samples' values are shifted so that their mean is the measured value.
   *
   * @param users how many there are
   * @param statistic of a sample: the indices of users, which may repeat
   */
  public Estimate ofShifted(int users, ToDoubleFunction<int[]> statistic) {
    double value = statistic.applyAsDouble(IntStream.range(0, users).toArray());
    double[] replicates =
        IntStream.range(0, samples)
            .parallel()
            .mapToDouble(sample -> statistic.applyAsDouble(draw(users, sample)))
            .toArray();
    return interval(value, replicates, value - Arrays.stream(replicates).average().orElse(value));
  }

  /** The users of a sample depend on the seed and the sample's number alone. */
  private int[] draw(int users, int sample) {
    // Mixed first: seeds that are some steps of the generator apart draw the same, only shifted.
    long mixed = new SplittableRandom(seed).nextLong();
    SplittableRandom random = new SplittableRandom(mixed + sample);
    return IntStream.range(0, users).map(i -> random.nextInt(users)).toArray();
  }

  private static Estimate interval(double value, double[] replicates, double shift) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    return new Estimate(value, quantile(sorted, 0.025) + shift, quantile(sorted, 0.975) + shift);
  }

  /** Between two neighbours, by how near each is. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
