package io.sidecart.model.rank;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much each signal counts: the log-odds that the user buys the item within the window that was
 * trained on are the intercept plus the weighted signals.
 *
 * @param intercept finite
 * @param weights one for each signal, finite
 */
public record Weights(double intercept, Map<Signal, Double> weights) {

  public Weights {
    requireFinite("intercept", intercept);
    for (Signal signal : Signal.values()) {
      Double weight = weights.get(signal);
      if (weight == null) {
        throw new IllegalArgumentException("signal " + signal.label() + " has no weight");
      }
      requireFinite(signal.label(), weight);
    }
    weights = Collections.unmodifiableMap(new EnumMap<>(weights));
  }

  /**
   * @param weights in the order of the signals
   */
  public static Weights of(double intercept, double[] weights) {
    if (weights.length != Signal.COUNT) {
      throw new IllegalArgumentException(
          weights.length + " weights for " + Signal.COUNT + " signals");
    }
    Map<Signal, Double> named = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      named.put(signal, weights[signal.ordinal()]);
    }
    return new Weights(intercept, named);
  }

  /** In the order of the signals. */
  double[] toArray() {
    double[] array = new double[Signal.COUNT];
    weights.forEach((signal, weight) -> array[signal.ordinal()] = weight);
    return array;
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
  }
}
