package io.sidecart.model.factors;

import io.sidecart.model.OwnPurchases;
import java.util.Arrays;

/**
 * Computes the vector of a user whom the training of implicit factors did not see: that which one
 * more half-iteration would give the user while the items' vectors stay.
 *
 * <p>With the item vectors y and confidences 1 + alpha x times bought, it solves (YᵀY + Σ alpha
 * times yyᵀ + n regParam I) x = Σ (1 + alpha times) y over the n items that the user bought: the
 * normal equations of Hu, Koren and Volinsky, Collaborative filtering for implicit feedback
 * datasets, 2008, with MLlib's regularisation, which grows with the user's items.
 *
 * <p>Immutable, and so shared; a {@link Solver} serves one thread.
 */
public final class FoldIn {
  private final ItemFactors items;
  private final double regParam;
  private final double alpha;

  /** YᵀY, row by row. */
  private final double[] gram;

  private FoldIn(ItemFactors items, double regParam, double alpha) {
    this.items = items;
    this.regParam = regParam;
    this.alpha = alpha;
    this.gram = gram(items);
  }

  /**
   * For factors that were trained with these parameters; sums over all items once.
   *
   * @param regParam at least 0
   * @param alpha at least 0
   */
  public static FoldIn implicit(ItemFactors items, double regParam, double alpha) {
    return new FoldIn(items, regParam, alpha);
  }

  private static double[] gram(ItemFactors items) {
    int rank = items.rank();
    double[] gram = new double[rank * rank];
    float[] vector = new float[rank];
    for (int item = 0; item < items.size(); item++) {
      items.copyVector(item, vector);
      addProducts(gram, vector, 1);
    }
    return gram;
  }

  /** Adds weight x vectorᵀvector to the lower triangle. */
  private static void addProducts(double[] matrix, float[] vector, double weight) {
    int rank = vector.length;
    for (int row = 0; row < rank; row++) {
      double left = weight * vector[row];
      int start = row * rank;
      for (int column = 0; column <= row; column++) {
        matrix[start + column] += left * vector[column];
      }
    }
  }

  /** Scratch of one thread. */
  public Solver solver() {
    return new Solver();
  }

  /** Solves for one user after the other and allocates nothing. */
  public final class Solver {
    private final int rank = items.rank();
    private final double[] matrix = new double[rank * rank];
    private final double[] right = new double[rank];
    private final float[] vector = new float[rank];

    private Solver() {}

    /**
     * Computes a user's vector.
     *
     * @param own what the user bought
     * @param cartItem an item that counts as bought once more, or a negative number
     * @param target its first factors become the vector
     * @return whether there is one: the factors know an item of these, and the equations have one
     *     solution
     */
    public boolean solve(OwnPurchases own, int cartItem, float[] target) {
      System.arraycopy(gram, 0, matrix, 0, matrix.length);
      Arrays.fill(right, 0);
      int known = 0;
      boolean isCartOwned = false;
      for (int i = 0; i < own.size(); i++) {
        boolean isCart = own.itemId(i) == cartItem;
        isCartOwned |= isCart;
        known += add(own.itemId(i), own.timesBought(i) + (isCart ? 1 : 0));
      }
      if (cartItem >= 0 && !isCartOwned) {
        known += add(cartItem, 1);
      }
      if (known == 0) {
        return false;
      }
      for (int i = 0; i < rank; i++) {
        matrix[i * rank + i] += known * regParam;
      }
      return Cholesky.solve(matrix, right) && copy(target);
    }

    private int add(int itemId, int times) {
      int item = items.indexOf(itemId);
      if (item < 0) {
        return 0;
      }
      items.copyVector(item, vector);
      addProducts(matrix, vector, alpha * times);
      for (int i = 0; i < rank; i++) {
        right[i] += (1 + alpha * times) * vector[i];
      }
      return 1;
    }

    private boolean copy(float[] target) {
      for (int i = 0; i < rank; i++) {
        if (!(Math.abs(right[i]) <= Factors.LARGEST)) {
          return false;
        }
        target[i] = (float) right[i];
      }
      return true;
    }
  }
}
