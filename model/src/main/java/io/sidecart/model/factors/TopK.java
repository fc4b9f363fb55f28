package io.sidecart.model.factors;

import io.sidecart.model.Recommendation;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The k best items of a vector, exactly: by descending score, ties by ascending item id.
 *
 * <p>Holds the scratch arrays of a search, so one instance serves one thread; a search allocates
 * nothing but its answer.
 */
public final class TopK {
  private final int k;
  private final float[] blockScores = new float[ItemFactors.BLOCK];
  private final float[] bestScores;
  private final int[] best;
  private int found;

  /**
   * Makes the scratch of searches for so many items.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", but it must be at least 1");
    }
    this.k = k;
    this.bestScores = new float[k];
    this.best = new int[k];
  }

  /**
   * Finds the k items whose vectors have the largest product with this one, or all items where
   * there are fewer.
   *
   * @throws IllegalArgumentException if the vector is shorter than the items' rank
   */
  public List<Recommendation> of(float[] vector, ItemFactors items) {
    return of(vector, items, item -> true);
  }

  /**
   * The same among the items whose id is allowed. It is asked of few: of those that would be among
   * the best.
   */
  public List<Recommendation> of(float[] vector, ItemFactors items, IntPredicate allowed) {
    search(vector, items, allowed);
    Recommendation[] answer = new Recommendation[found];
    for (int i = 0; i < found; i++) {
      answer[i] = new Recommendation(items.id(best[i]), bestScores[i]);
    }
    return List.of(answer);
  }

  private void search(float[] vector, ItemFactors items, IntPredicate allowed) {
    if (vector.length < items.rank()) {
      throw new IllegalArgumentException(
          "the vector has " + vector.length + " factors, the items have " + items.rank());
    }
    found = 0;
    float threshold = Float.NEGATIVE_INFINITY;
    for (int start = 0; start < items.size(); start += ItemFactors.BLOCK) {
      int count = items.blockSize(start);
      items.score(vector, start, blockScores);
      threshold = scan(items, start, count, threshold, allowed);
    }
  }

  /**
   * Takes the block's scores above the threshold, which is the k-th best score so far.
   *
   * <p>Item ids ascend, so an item that only equals the k-th best comes after it.
   */
  private float scan(
      ItemFactors items, int start, int count, float threshold, IntPredicate allowed) {
    float least = threshold;
    for (int i = 0; i < count; i++) {
      if (blockScores[i] > least && allowed.test(items.id(start + i))) {
        insert(start + i, blockScores[i]);
        least = found == k ? bestScores[k - 1] : Float.NEGATIVE_INFINITY;
      }
    }
    return least;
  }

  /** Keeps the best in order: k is small, and few items get past the threshold. */
  private void insert(int item, float score) {
    int position = positionAfter(score);
    int last = found == k ? k - 1 : found++;
    System.arraycopy(bestScores, position, bestScores, position + 1, last - position);
    System.arraycopy(best, position, best, position + 1, last - position);
    bestScores[position] = score;
    best[position] = item;
  }

  /** The first position whose score is smaller. */
  private int positionAfter(float score) {
    int low = 0;
    int high = found;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bestScores[middle] < score) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
