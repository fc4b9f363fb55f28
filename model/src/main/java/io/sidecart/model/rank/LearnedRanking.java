package io.sidecart.model.rank;

import static java.util.Objects.requireNonNull;

/**
 * A trained ranker: what it knows of items, and its weights.
 *
 * @param items as of the end of the training data
 * @param repeat weighs items that the user bought before
 * @param explore weighs the others; both give log-odds, so that their scores compare
 */
public record LearnedRanking(ItemTable items, Weights repeat, Weights explore) {
  public LearnedRanking {
    requireNonNull(items, "items");
    requireNonNull(repeat, "repeat");
    requireNonNull(explore, "explore");
  }
}
