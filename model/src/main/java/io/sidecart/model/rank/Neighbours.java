package io.sidecart.model.rank;

/**
 * The few items most often bought by the same users, for each item: packed lists.
 *
 * <p>The similarity of two items is the number of users who bought both by the root of the product
 * of their buyers, plus {@value #SHRINK}, which holds down chance meetings of rare items. A user
 * counts by the mean number of items of a user by the number of the user's own, since what meets
 * among a thousand items says less than what meets among ten.
 */
final class Neighbours {
  /** How many of each item are kept. */
  static final int KEPT = 50;

  static final double SHRINK = 5;

  private final int[] starts;
  private final int[] items;
  private final float[] similarities;

  /**
   * Takes the arrays over.
   *
   * @param starts where the list of each item begins, and where the last one ends
   * @param items indices of items
   * @throws IllegalArgumentException if the arrays do not fit
   */
  Neighbours(int[] starts, int[] items, float[] similarities) {
    int size = starts.length - 1;
    if (starts[0] != 0 || starts[size] != items.length || items.length != similarities.length) {
      throw new IllegalArgumentException("the lists of neighbours do not fit");
    }
    for (int i = 0; i < size; i++) {
      if (starts[i] > starts[i + 1]) {
        throw new IllegalArgumentException(
            "the list of neighbours " + i + " ends before it begins");
      }
    }
    for (int i = 0; i < items.length; i++) {
      if (items[i] < 0 || items[i] >= size || !Float.isFinite(similarities[i])) {
        throw new IllegalArgumentException("neighbour " + items[i] + ": " + similarities[i]);
      }
    }
    this.starts = starts;
    this.items = items;
    this.similarities = similarities;
  }

  /** How many items have a list. */
  int size() {
    return starts.length - 1;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return starts[index + 1];
  }

  int item(int place) {
    return items[place];
  }

  float similarity(int place) {
    return similarities[place];
  }
}
