package io.sidecart.model.factors;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The factors of one user, on their way to where they are served. Every value is finite and at most
 * {@link Factors#LARGEST} in size. Immutable; equal where all values are.
 */
public final class FactorVector implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] values;

  private FactorVector(float[] values) {
    this.values = values;
  }

  /**
   * A vector of a copy of these values.
   *
   * @throws IllegalArgumentException if there are none, or one is not finite or is too large
   */
  public static FactorVector of(float... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a vector of no factors");
    }
    for (float value : values) {
      if (!Factors.isUsable(value)) {
        throw new IllegalArgumentException("the factor " + value);
      }
    }
    return new FactorVector(values.clone());
  }

  /** How many factors there are, at least 1. */
  public int rank() {
    return values.length;
  }

  /** The factor at this place, from 0. */
  public float value(int place) {
    return values[place];
  }

  /** Copies all factors to the start of {@code target}. */
  public void copyTo(float[] target) {
    System.arraycopy(values, 0, target, 0, values.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FactorVector vector && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
