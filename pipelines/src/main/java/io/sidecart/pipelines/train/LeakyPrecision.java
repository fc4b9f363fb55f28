package io.sidecart.pipelines.train;

import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.TopK;
import java.util.Set;

/**
 * Averages precision@k over users: the share of their k best items that they ever bought.
 *
 * <p>Leaky: the purchases that count are those of the whole history, trained on or not. It is the
 * measure of the system that Sidecart follows, kept to compare with it.
 */
final class LeakyPrecision {
  private final AlsModel model;
  private final int k;
  private final TopK topK;
  private final float[] vector;
  private double sum;
  private long users;

  LeakyPrecision(AlsModel model, int k) {
    this.model = model;
    this.k = k;
    this.topK = new TopK(k);
    this.vector = new float[model.rank()];
  }

  /** Takes a user into the average, unless the model does not know the user. */
  void add(int userId, Set<Integer> everBought) {
    int user = model.users().indexOf(userId);
    if (user < 0) {
      return;
    }
    model.users().copyVector(user, vector);
    long hits =
        topK.of(vector, model.items()).stream()
            .map(Recommendation::itemId)
            .filter(everBought::contains)
            .count();
    sum += (double) hits / k;
    users++;
  }

  /** How many users are in the average. */
  long users() {
    return users;
  }

  /** From 0 to 1; NaN without users. */
  double average() {
    return sum / users;
  }
}
