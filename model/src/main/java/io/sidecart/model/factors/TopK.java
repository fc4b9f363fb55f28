package io.sidecart.model.factors;

import io.sidecart.model.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The k best items of a vector, exactly: by descending score, ties by ascending item id.
 *
 * <p>Holds the scratch arrays of a search, so one instance serves one thread; a search allocates
 * next to nothing but its answer.
 */
public final class TopK {
  /** So many users share one pass over the items: their vectors stay in the first-level cache. */
  static final int MOST_USERS = 32;

  private final int k;
  private final UserBlock users = new UserBlock();

  /** One for each user of a pass; more are made when they are needed. */
  private final List<Shortlist> best = new ArrayList<>();

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
  }

  /** How many items are found at most. */
  public int k() {
    return k;
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
    begin(List.of(vector), items, mostOfAGroup);
    Shortlist list = best.get(0);
    items.search(
        users,
        (user, item, score) -> {
          if (allowed.test(item)) {
            list.offer(item, score, groups == null ? Shortlist.ALONE : groups[item]);
          }
          return list.least();
        });
    return answer(list, items);
  }

  /**
   * Finds the k items of each of many vectors. It is the quicker way where the items do not fit a
   * processor's cache: they are read once for {@value #MOST_USERS} vectors.
   *
   * @return an answer for each vector, in their order
   * @throws IllegalArgumentException if a vector is shorter than the items' rank
   */
  public List<List<Recommendation>> ofEach(List<float[]> vectors, ItemFactors items) {
    List<List<Recommendation>> answers = new ArrayList<>(vectors.size());
    for (int from = 0; from < vectors.size(); from += MOST_USERS) {
      List<float[]> some = vectors.subList(from, Math.min(from + MOST_USERS, vectors.size()));
      begin(some, items, Integer.MAX_VALUE);
      items.search(
          users,
          (user, item, score) -> {
            Shortlist list = best.get(user);
            list.offer(item, score);
            return list.least();
          });
      for (int user = 0; user < some.size(); user++) {
        answers.add(answer(best.get(user), items));
      }
    }
    return answers;
  }

  private void begin(List<float[]> vectors, ItemFactors items, int mostOfAGroup) {
    users.clear(vectors.size(), items.rank());
    for (int user = 0; user < vectors.size(); user++) {
      float[] vector = vectors.get(user);
      if (vector.length < items.rank()) {
        throw new IllegalArgumentException(
            "the vector has " + vector.length + " factors, the items have " + items.rank());
      }
      users.put(user, vector);
      if (user == best.size()) {
        best.add(new Shortlist(k));
      }
      best.get(user).clear(mostOfAGroup);
    }
  }

  private static List<Recommendation> answer(Shortlist list, ItemFactors items) {
    Recommendation[] answer = new Recommendation[list.size()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = new Recommendation(items.id(list.item(i)), list.score(i));
    }
    return List.of(answer);
  }
}
