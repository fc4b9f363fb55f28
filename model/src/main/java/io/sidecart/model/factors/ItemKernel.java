package io.sidecart.model.factors;

/**
 * Items' vectors, laid out for one way of scoring all of them.
 *
 * <p>Whatever the way, a score is the sum of its products in the order of the factors, each product
 * and each sum rounded to single precision: never fused, never regrouped. So every kernel gives the
 * same bits on every machine.
 *
 * <p>Immutable, and so shared by threads; what a thread needs lies in its {@link UserBlock}.
 */
interface ItemKernel {

  /** Copies the vector of the item at this index. */
  void copyVector(int index, float[] target);

  /**
   * Scores all items for one user.
   *
   * @param vector of the user
   * @param scratch as long as {@link ItemFactors#scratch()}
   * @param scores {@code scores[i]} becomes that of item {@code i}
   */
  void scoreAll(float[] vector, float[] scratch, float[] scores);

  /**
   * Scores all items for each user of a block, and reads each item once for all of them. Tells of
   * the scores that are above the user's limit, for each user in the order of the items.
   */
  void search(UserBlock users, Finder finder);

  /** Learns what a search finds. */
  @FunctionalInterface
  interface Finder {

    /**
     * Takes a score above the user's limit.
     *
     * @return the limit from now on
     */
    float found(int user, int item, float score);
  }
}
