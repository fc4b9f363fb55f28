package io.sidecart.model.evaluate;

/**
 * Which items are ranked.
 *
 * <p>Each segment asks the same users, so a user with nothing to find in it counts with 0. That is
 * lower than an average over those with something to find, and it adds up: what a shop would see if
 * it showed such items to everybody.
 */
public enum Segment {
  /** All items. */
  OVERALL,

  /** Items that the user bought before: only they are ranked, and only they are hits. */
  REPEAT,

  /** Items that the user never bought before: the others are left out of ranking and hits. */
  EXPLORE
}
