package io.sidecart.pipelines.train;

import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.TopK;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Averages precision@k over users: the share of their k best items that they ever bought.
 *
 * <p>Leaky: the purchases that count are those of the whole history, trained on or not. It is the
 * measure of the system that Sidecart follows, kept to compare with it.
 */
final class LeakyPrecision {
  /** Users who are scored together. */
  private static final int BATCH = 256;

  private final AlsModel model;
  private final int k;
  private final TopK topK;

  /** The vectors of users who are not scored yet, and what each of them bought. */
  private final List<float[]> vectors = new ArrayList<>(BATCH);

  private final List<Set<Integer>> bought = new ArrayList<>(BATCH);
  private double sum;
  private long users;

  LeakyPrecision(AlsModel model, int k) {
    this.model = model;
    this.k = k;
    this.topK = new TopK(k);
  }

  /** Takes a user into the average, unless the model does not know the user. */
  void add(int userId, Set<Integer> everBought) {
    int user = model.users().indexOf(userId);
    if (user < 0) {
      return;
    }
    vectors.add(model.users().vector(user));
    bought.add(everBought);
    users++;
    if (vectors.size() == BATCH) {
      score();
    }
  }

  private void score() {
    List<List<Recommendation>> best = topK.ofEach(vectors, model.items());
    for (int user = 0; user < best.size(); user++) {
      long hits =
          best.get(user).stream()
              .map(Recommendation::itemId)
              .filter(bought.get(user)::contains)
              .count();
      sum += (double) hits / k;
    }
    vectors.clear();
    bought.clear();
  }

  /** How many users are in the average. */
  long users() {
    return users;
  }

  /** From 0 to 1; NaN without users. */
  double average() {
    score();
    return sum / users;
  }
}
