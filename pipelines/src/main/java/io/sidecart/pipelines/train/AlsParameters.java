package io.sidecart.pipelines.train;

import io.sidecart.model.UsageException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;

/** The options of ALS, checked. */
public final class AlsParameters {
  private AlsParameters() {}

  /**
   * Implicit training on all purchases.
   *
   * @throws UsageException if a value is out of its range
   */
  public static Manifest.Parameters implicit(AlsOptions options, long seed) {
    return of(options, true, seed, 1);
  }

  static Manifest.Parameters of(
      AlsOptions options, boolean implicit, long seed, double trainFraction) {
    check(
        options.getRank() >= 1 && options.getRank() <= Factors.MAX_RANK,
        "rank",
        options.getRank(),
        "from 1 to " + Factors.MAX_RANK);
    check(options.getMaxIter() >= 1, "maxIter", options.getMaxIter(), "at least 1");
    check(isAtLeastZero(options.getRegParam()), "regParam", options.getRegParam(), "at least 0");
    check(isAtLeastZero(options.getAlpha()), "alpha", options.getAlpha(), "at least 0");
    check(
        trainFraction > 0 && trainFraction <= 1, "trainFraction", trainFraction, "above 0 up to 1");
    return new Manifest.Parameters(
        options.getRank(),
        options.getMaxIter(),
        options.getRegParam(),
        options.getAlpha(),
        implicit,
        seed,
        trainFraction);
  }

  private static boolean isAtLeastZero(double value) {
    return value >= 0 && Double.isFinite(value);
  }

  static void check(boolean isGood, String option, Object value, String range) {
    if (!isGood) {
      throw new UsageException("--" + option + "=" + value + ", but it must be " + range);
    }
  }
}
