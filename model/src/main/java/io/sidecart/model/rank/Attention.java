package io.sidecart.model.rank;

import java.util.Arrays;

/**
 * How much each example counts when weights are learned.
 *
 * <p>The latest window counts fully, the one before it half, and so on: it is the most like the
 * days to come. A shopper sees a few items, so an error there costs more than one among the
 * hundreds behind them: an example counts fully where a first ranking puts it in one of the places
 * that are shown, and the less the further behind.
 */
public final class Attention {
  /** Places that count fully. */
  private static final int SHOWN = 5;

  /** So many places behind those an example counts half. */
  private static final double HALF = 10;

  private Attention() {}

  /** By window alone. */
  public static double[] toLatest(Examples examples) {
    double[] counts = new double[examples.size()];
    for (int user = 0; user < examples.users(); user++) {
      for (boolean owned : new boolean[] {true, false}) {
        for (int example : examples.of(user, owned)) {
          counts[example] = windowCount(examples, user);
        }
      }
    }
    return counts;
  }

  /**
   * By window, and by the places of a first ranking, owned items and others each by themselves.
   *
   * @param repeat the first ranking's weights of owned items
   * @param explore and of the others
   */
  public static double[] toBest(Examples examples, Weights repeat, Weights explore) {
    double[] scores = examples.scores(repeat, explore);
    double[] counts = new double[scores.length];
    for (int user = 0; user < examples.users(); user++) {
      fill(examples, user, true, scores, counts);
      fill(examples, user, false, scores, counts);
    }
    return counts;
  }

  private static double windowCount(Examples examples, int user) {
    return Math.pow(0.5, examples.window(user));
  }

  private static void fill(
      Examples examples, int user, boolean owned, double[] scores, double[] counts) {
    int[] chosen = examples.of(user, owned);
    double[] ordered = Arrays.stream(chosen).mapToDouble(i -> -scores[i]).sorted().toArray();
    for (int example : chosen) {
      counts[example] = windowCount(examples, user) * placeCount(place(ordered, -scores[example]));
    }
  }

  /** Equals share the first place of theirs, so that their order does not matter. */
  private static int place(double[] ordered, double value) {
    int place = Arrays.binarySearch(ordered, value);
    while (place > 0 && ordered[place - 1] == value) {
      place--;
    }
    return place;
  }

  private static double placeCount(int place) {
    return 1 / (1 + Math.max(0, place - SHOWN) / HALF);
  }
}
