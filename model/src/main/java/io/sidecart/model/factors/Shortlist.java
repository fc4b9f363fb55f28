package io.sidecart.model.factors;

/**
 * The best of the items offered, with no more than so many of one group: by descending score, ties
 * by ascending index. Reusable scratch of one thread.
 *
 * <p>It holds what walking down the full ranking would take, passing over the items whose group is
 * full: an item of a full group takes the place of the group's last one where it is better, and
 * whatever has fallen off the end has as many better ones before it forever.
 */
public final class Shortlist {
  /** Stands for a group of its own. */
  public static final int ALONE = -1;

  private final int[] items;
  private final float[] scores;
  private final int[] groups;
  private int mostOfAGroup = Integer.MAX_VALUE;
  private int size;

  /**
   * @param capacity how many are kept, at least 1
   */
  public Shortlist(int capacity) {
    this.items = new int[capacity];
    this.scores = new float[capacity];
    this.groups = new int[capacity];
  }

  /** Begins anew, without groups. */
  public void clear() {
    clear(Integer.MAX_VALUE);
  }

  /**
   * Begins anew.
   *
   * @param mostOfAGroup at least 1
   */
  public void clear(int mostOfAGroup) {
    this.mostOfAGroup = mostOfAGroup;
    size = 0;
  }

  public int capacity() {
    return items.length;
  }

  public int size() {
    return size;
  }

  /** The index of the item at a place. */
  public int item(int place) {
    return items[place];
  }

  public float score(int place) {
    return scores[place];
  }

  /** No item with a lower score gets in any more. */
  public float least() {
    return size == items.length ? scores[size - 1] : Float.NEGATIVE_INFINITY;
  }

  /** Offers an item that was not offered before, in a group of its own. */
  public void offer(int item, float score) {
    offer(item, score, ALONE);
  }

  /**
   * Offers an item that was not offered before.
   *
   * @param group its group, or {@link #ALONE}
   */
  public void offer(int item, float score, int group) {
    if (size == items.length && !isBefore(item, score, size - 1)) {
      return;
    }
    int out = group == ALONE ? size : lastOfFull(group);
    if (out < size && !isBefore(item, score, out)) {
      return;
    }
    if (out == size) {
      out = size == items.length ? size - 1 : size++;
    }
    int place = placeBefore(out, item, score);
    System.arraycopy(items, place, items, place + 1, out - place);
    System.arraycopy(scores, place, scores, place + 1, out - place);
    System.arraycopy(groups, place, groups, place + 1, out - place);
    items[place] = item;
    scores[place] = score;
    groups[place] = group;
  }

  /** How many of the first so many come before the item. */
  private int placeBefore(int end, int item, float score) {
    int low = 0;
    int high = end;
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

  /** The place of the last item of a group that is full; the size where it is not. */
  private int lastOfFull(int group) {
    int found = 0;
    int last = size;
    for (int place = size - 1; place >= 0; place--) {
      if (groups[place] == group) {
        last = last == size ? place : last;
        found++;
      }
    }
    return found >= mostOfAGroup ? last : size;
  }

  private boolean isBefore(int item, float score, int place) {
    return score > scores[place] || (score == scores[place] && item < items[place]);
  }
}
