package io.sidecart.model.factors;

import static java.util.Objects.requireNonNull;

/**
 * A trained model, ready to serve.
 *
 * @param version its name in the model store
 * @param users one vector a user
 * @param items one vector an item, of the same rank
 */
public record AlsModel(String version, Factors users, ItemFactors items) {
  public AlsModel {
    requireNonNull(version, "version");
    if (users.rank() != items.rank()) {
      throw new IllegalArgumentException(
          "users have rank " + users.rank() + ", items have rank " + items.rank());
    }
  }

  /** The length of each vector. */
  public int rank() {
    return users.rank();
  }

  /**
   * Copies a user's factors; leaves the target as it is where there are none.
   *
   * @param target at least as long as the rank
   * @return whether the training saw the user
   */
  public boolean copyUser(int userId, float[] target) {
    int user = users.indexOf(userId);
    if (user >= 0) {
      users.copyVector(user, target);
    }
    return user >= 0;
  }
}
