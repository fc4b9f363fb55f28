package io.sidecart.pipelines.tune;

import io.sidecart.model.UsageException;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;

/** All combinations of the values to try. */
final class Grid {
  private Grid() {}

  /**
   * The combinations, ranks outermost.
   *
   * @param base what is the same in all of them
   * @throws UsageException if a value is no number, or out of its range
   */
  static List<Manifest.Parameters> of(TuneOptions options, Manifest.Parameters base) {
    double[] ranks =
        values(
            "tuneRank",
            options.getTuneRank(),
            rank -> rank >= 1 && rank <= Factors.MAX_RANK && rank == Math.rint(rank));
    DoublePredicate isAtLeastZero = value -> value >= 0 && Double.isFinite(value);
    double[] regParams = values("tuneRegParam", options.getTuneRegParam(), isAtLeastZero);
    double[] alphas = values("tuneAlpha", options.getTuneAlpha(), isAtLeastZero);
    List<Manifest.Parameters> grid = new ArrayList<>();
    for (double rank : ranks) {
      for (double regParam : regParams) {
        for (double alpha : alphas) {
          grid.add(
              new Manifest.Parameters(
                  (int) rank,
                  base.maxIter(),
                  regParam,
                  alpha,
                  base.implicit(),
                  base.seed(),
                  base.trainFraction()));
        }
      }
    }
    return grid;
  }

  private static double[] values(String option, String text, DoublePredicate isGood) {
    try {
      double[] values =
          Arrays.stream(text.split(","))
              .map(String::strip)
              .mapToDouble(Double::parseDouble)
              .distinct()
              .toArray();
      if (values.length > 0 && Arrays.stream(values).allMatch(isGood)) {
        return values;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--" + option + "=" + text + ", but it must be numbers, separated by commas");
    }
    throw new UsageException("--" + option + "=" + text + " has a number that is out of range");
  }
}
