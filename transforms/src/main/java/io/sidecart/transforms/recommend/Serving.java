package io.sidecart.transforms.recommend;

import io.sidecart.model.rules.Rules;
import java.io.Serializable;
import java.util.List;

/**
 * How items are chosen, whatever the model; {@link Recommend} explains each.
 *
 * @param k how many items are shown
 * @param baseline shown where there is nothing better, best first
 * @param reuse whether a user's items are kept
 * @param rules what the shop asks of the items
 */
record Serving(int k, List<Integer> baseline, boolean reuse, Rules rules) implements Serializable {
  Serving {
    baseline = List.copyOf(baseline);
  }

  Serving withK(int value) {
    return new Serving(value, baseline, reuse, rules);
  }

  Serving withBaseline(List<Integer> value) {
    return new Serving(k, value, reuse, rules);
  }

  Serving withReuse(boolean value) {
    return new Serving(k, baseline, value, rules);
  }

  Serving withRules(Rules value) {
    return new Serving(k, baseline, reuse, value);
  }

  /** For one thread. */
  Recommender recommender() {
    return new Recommender(k, baseline, reuse, rules);
  }
}
