package io.sidecart.model.rank;

/**
 * The best of the items offered: by descending score, ties by ascending index. Reusable scratch of
 * one thread.
 */
final class Best {
  private final int[] items;
  private final float[] scores;
  private int size;

  /**
   * @param capacity how many are kept, at least 0
   */
  Best(int capacity) {
    this.items = new int[capacity];
    this.scores = new float[capacity];
  }

  void clear() {
    size = 0;
  }

  int capacity() {
    return items.length;
  }

  int size() {
    return size;
  }

  int item(int place) {
    return items[place];
  }

  float score(int place) {
    return scores[place];
  }

  void offer(int item, float score) {
    if (size == items.length && (size == 0 || !isBefore(item, score, size - 1))) {
      return;
    }
    int place = size == items.length ? size - 1 : size++;
    while (place > 0 && isBefore(item, score, place - 1)) {
      items[place] = items[place - 1];
      scores[place] = scores[place - 1];
      place--;
    }
    items[place] = item;
    scores[place] = score;
  }

  private boolean isBefore(int item, float score, int place) {
    return score > scores[place] || (score == scores[place] && item < items[place]);
  }
}
