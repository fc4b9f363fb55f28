package io.sidecart.model.rank;

import static java.lang.System.Logger.Level.WARNING;

import io.sidecart.model.factors.Cholesky;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits the weights of signals by logistic regression, by Newton's method with shorter steps where a
 * whole one leads too far (Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2nd
 * edition, 4.4.1). The loss has one minimum, which is found as closely as numbers tell; where it is
 * not, the log says so, and the best weights up to there are taken.
 *
 * <p>Not by MLlib's {@code LogisticRegression}, which finds the same: it starts a job of Spark for
 * each of some hundred steps, on examples that one core passes through sooner.
 */
public final class LearnWeights {
  /** Signals say the same in part: a little of it keeps their weights from running away. */
  public static final double REGULARISATION = 1e-4;

  private static final System.Logger LOG = System.getLogger(LearnWeights.class.getName());

  private static final int MOST_STEPS = 100;

  /** What is left to win, by the loss's square approximation. */
  private static final double ENOUGH = 1e-13;

  /** Part of a step that is still tried. */
  private static final double SHORTEST = 1e-6;

  private LearnWeights() {}

  /**
   * Of the examples of items that were owned, or of those that were not.
   *
   * @param counts how much each example counts, above 0
   */
  public static Weights of(Examples examples, boolean owned, double[] counts) {
    int[] chosen =
        IntStream.range(0, examples.size()).filter(i -> examples.isOwned(i) == owned).toArray();
    long hits = IntStream.of(chosen).filter(examples::isBought).count();
    if (hits == 0 || hits == chosen.length) {
      // Nothing to tell apart; the odds alone, which a regression would put at infinity.
      double odds = Math.log((hits + 0.5) / (chosen.length - hits + 0.5));
      return Weights.of(odds, new double[Signal.COUNT]);
    }
    int signals = owned ? Signal.COUNT : Signal.COUNT_NOT_OWNED;
    LogisticLoss loss = new LogisticLoss(examples, chosen, signals, counts, REGULARISATION);
    return loss.weights(minimum(loss));
  }

  private static double[] minimum(LogisticLoss loss) {
    LogisticLoss.At at = loss.at(loss.start());
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      double[] step = at.gradient.clone();
      if (!Cholesky.solve(at.hessian, step)) {
        warn("the second derivatives are not positive definite after " + steps + " steps");
        return at.point;
      }
      LogisticLoss.@Nullable At next =
          dot(at.gradient, step) / 2 < ENOUGH ? null : lessAlong(step, at, loss);
      if (next == null) {
        return at.point;
      }
      at = next;
    }
    warn("there is more to win after " + MOST_STEPS + " steps");
    return at.point;
  }

  private static void warn(String why) {
    LOG.log(WARNING, "The weights of the ranking are not the best ones: " + why);
  }

  /** Where the loss is less, as far along a step as may be; null where it is not. */
  private static LogisticLoss.@Nullable At lessAlong(
      double[] step, LogisticLoss.At at, LogisticLoss loss) {
    for (double length = 1; length > SHORTEST; length /= 2) {
      LogisticLoss.At next = loss.at(moved(at.point, step, length));
      if (next.value < at.value) {
        return next;
      }
    }
    return null;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double[] moved(double[] point, double[] step, double length) {
    double[] moved = point.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= length * step[i];
    }
    return moved;
  }
}
