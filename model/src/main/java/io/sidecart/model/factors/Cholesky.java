package io.sidecart.model.factors;

/** Solves linear equations whose matrix is symmetric and positive definite. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Solves in place: the right side becomes the solution, the matrix its lower factor.
   *
   * @param matrix row by row, of as many rows as {@code right} is long; only the lower triangle is
   *     read
   * @param right the right side
   * @return false where the matrix is not positive definite; both arrays are spoilt then
   */
  public static boolean solve(double[] matrix, double[] right) {
    return factor(matrix, right.length) && substitute(matrix, right);
  }

  private static boolean factor(double[] matrix, int size) {
    for (int row = 0; row < size; row++) {
      int start = row * size;
      for (int column = 0; column <= row; column++) {
        double rest = matrix[start + column] - product(matrix, start, column * size, column);
        if (column < row) {
          matrix[start + column] = rest / matrix[column * size + column];
        } else if (rest > 0) {
          matrix[start + row] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Of the first values of two rows. */
  private static double product(double[] matrix, int one, int other, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += matrix[one + i] * matrix[other + i];
    }
    return sum;
  }

  private static boolean substitute(double[] lower, double[] right) {
    int size = right.length;
    for (int row = 0; row < size; row++) {
      double rest = right[row];
      for (int column = 0; column < row; column++) {
        rest -= lower[row * size + column] * right[column];
      }
      right[row] = rest / lower[row * size + row];
    }
    for (int row = size - 1; row >= 0; row--) {
      double rest = right[row];
      for (int below = row + 1; below < size; below++) {
        rest -= lower[below * size + row] * right[below];
      }
      right[row] = rest / lower[row * size + row];
    }
    return true;
  }
}
