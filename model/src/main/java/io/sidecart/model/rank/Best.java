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
    int last = items.length - 1;
    if (size > last && (last < 0 || !isBefore(item, score, last))) {
      return;
    }
    int place = place(item, score);
    int moved = Math.min(size, last) - place;
    System.arraycopy(items, place, items, place + 1, moved);
    System.arraycopy(scores, place, scores, place + 1, moved);
    items[place] = item;
    scores[place] = score;
    size = Math.min(size + 1, items.length);
  }

  /** How many of the kept ones come first. */
  private int place(int item, float score) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(item, score, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isBefore(int item, float score, int place) {
    return score > scores[place] || (score == scores[place] && item < items[place]);
  }
}
