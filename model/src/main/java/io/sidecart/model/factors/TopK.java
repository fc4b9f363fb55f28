package io.sidecart.model.factors;

import io.sidecart.model.Recommendation;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The k best items of a vector, exactly: by descending score, ties by ascending item id.
 *
 * <p>Holds the scratch arrays of a search, so one instance serves one thread; a search allocates
 * nothing but its answer.
 */
public final class TopK {
  private final float[] blockScores = ItemFactors.scratch();
  private final Shortlist best;

  /**
   * Makes the scratch of searches for so many items.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  public TopK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", but it must be at least 1");
    }
    this.best = new Shortlist(k);
  }

  /** How many items are found at most. */
  public int k() {
    return best.capacity();
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
    return of(vector, items, index -> allowed.test(items.id(index)), null, Integer.MAX_VALUE);
  }

  /**
   * The items that walking down the ranking of all items takes, passing over those that are not
   * allowed and those whose group is full.
   *
   * @param allowed asked of an item's index
   * @param groups of each item by index, {@link Shortlist#ALONE} for one of its own; null where all
   *     are so
   * @param mostOfAGroup at least 1
   */
  public List<Recommendation> of(
      float[] vector,
      ItemFactors items,
      IntPredicate allowed,
      int @Nullable [] groups,
      int mostOfAGroup) {
    search(vector, items, allowed, groups, mostOfAGroup);
    Recommendation[] answer = new Recommendation[best.size()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = new Recommendation(items.id(best.item(i)), best.score(i));
    }
    return List.of(answer);
  }

  private void search(
      float[] vector,
      ItemFactors items,
      IntPredicate allowed,
      int @Nullable [] groups,
      int mostOfAGroup) {
    if (vector.length < items.rank()) {
      throw new IllegalArgumentException(
          "the vector has " + vector.length + " factors, the items have " + items.rank());
    }
    best.clear(mostOfAGroup);
    for (int start = 0; start < items.size(); start += ItemFactors.BLOCK) {
      items.score(vector, start, blockScores);
      scan(start, items.blockSize(start), allowed, groups);
    }
  }

  /**
   * Takes the block's scores above the k-th best score so far.
   *
   * <p>Item ids ascend, so an item that only equals the k-th best comes after it.
   */
  private void scan(int start, int count, IntPredicate allowed, int @Nullable [] groups) {
    float least = best.least();
    for (int i = 0; i < count; i++) {
      if (blockScores[i] > least && allowed.test(start + i)) {
        best.offer(start + i, blockScores[i], groups == null ? Shortlist.ALONE : groups[start + i]);
        least = best.least();
      }
    }
  }
}
