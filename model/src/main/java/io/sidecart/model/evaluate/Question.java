package io.sidecart.model.evaluate;

import java.util.Arrays;

/** A user for whom items are to be ranked, and what tells whether they were the right ones. */
public final class Question {
  private final int userId;
  private final long at;
  private final int[] owned;
  private final int[] relevant;

  /**
   * @param at when the items are asked for, in milliseconds since the epoch
   * @param owned what the user bought before, ascending
   * @param relevant what counts as a hit, ascending
   */
  Question(int userId, long at, int[] owned, int[] relevant) {
    this.userId = userId;
    this.at = at;
    this.owned = owned.clone();
    this.relevant = relevant.clone();
  }

  /** Who asks. */
  public int userId() {
    return userId;
  }

  /** When, in milliseconds since the epoch. */
  public long at() {
    return at;
  }

  /** Whether the user bought the item before. */
  public boolean owns(int itemId) {
    return Arrays.binarySearch(owned, itemId) >= 0;
  }

  /** Whether the item may be ranked in this segment. */
  public boolean allows(Segment segment, int itemId) {
    return switch (segment) {
      case OVERALL -> true;
      case REPEAT -> owns(itemId);
      case EXPLORE -> !owns(itemId);
    };
  }

  /** Whether the item, which may be ranked, is a right one. */
  boolean isHit(int itemId) {
    return Arrays.binarySearch(relevant, itemId) >= 0;
  }

  /** How many right items there are in this segment. */
  int relevant(Segment segment) {
    return (int) Arrays.stream(relevant).filter(item -> allows(segment, item)).count();
  }
}
