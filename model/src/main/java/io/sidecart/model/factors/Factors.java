package io.sidecart.model.factors;

import java.util.Arrays;

/**
 * One vector of floats for each id, packed row by row in one array; the ids ascend.
 *
 * <p>Every value is finite and at most {@value #LARGEST} in size, so that no product of two vectors
 * overflows: a score is always a number. Immutable.
 */
public final class Factors {
  /** The largest size of one value. */
  public static final float LARGEST = 1e15f;

  /** The longest vector. */
  public static final int MAX_RANK = 1024;

  /** Of any JVM. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int rank;
  private final int[] ids;
  private final float[] values;

  private Factors(int rank, int[] ids, float[] values) {
    this.rank = rank;
    this.ids = ids;
    this.values = values;
  }

  /** The length of each vector. */
  public int rank() {
    return rank;
  }

  /** How many vectors there are. */
  public int size() {
    return ids.length;
  }

  /** The id of the vector at this index, from 0. */
  public int id(int index) {
    return ids[index];
  }

  /** The index of an id's vector, negative where there is none. */
  public int indexOf(int id) {
    return Arrays.binarySearch(ids, id);
  }

  /** A copy of the vector at this index. */
  public float[] vector(int index) {
    float[] vector = new float[rank];
    copyVector(index, vector);
    return vector;
  }

  /** Copies the vector at this index to the start of {@code target}. */
  public void copyVector(int index, float[] target) {
    System.arraycopy(values, index * rank, target, 0, rank);
  }

  /** Whether a value may be one of a vector: finite, and no larger than {@link #LARGEST}. */
  static boolean isUsable(float value) {
    return Math.abs(value) <= LARGEST; // false for NaN too
  }

  float value(int index, int factor) {
    return values[index * rank + factor];
  }

  int[] ids() {
    return ids;
  }

  /** Starts a table of vectors of this length. */
  public static Builder builder(int rank) {
    return new Builder(rank, 16);
  }

  /** Starts a table of vectors of this length, of which about so many will be added. */
  public static Builder builder(int rank, int expectedSize) {
    return new Builder(rank, Math.max(1, expectedSize));
  }

  /** How many vectors of this length one table holds at most: all of their values are one array. */
  public static int most(int rank) {
    return LONGEST_ARRAY / rank;
  }

  /** Takes vectors in any order. */
  public static final class Builder {
    private final int rank;
    private int[] ids;
    private float[] values;
    private int size;

    private Builder(int rank, int expectedSize) {
      if (rank < 1 || rank > MAX_RANK) {
        throw new IllegalArgumentException(
            "rank is " + rank + ", but it must be from 1 to " + MAX_RANK);
      }
      this.rank = rank;
      int capacity = Math.min(expectedSize, most(rank));
      this.ids = new int[capacity];
      this.values = new float[capacity * rank];
    }

    /**
     * Adds a vector.
     *
     * @throws IllegalArgumentException if its length is not the rank, or a value is not finite or
     *     is larger than {@link #LARGEST}, or the table is full
     */
    public Builder add(int id, float... vector) {
      if (vector.length != rank) {
        throw new IllegalArgumentException(
            "id " + id + " has " + vector.length + " factors instead of " + rank);
      }
      for (float value : vector) {
        if (!isUsable(value)) {
          throw new IllegalArgumentException("id " + id + " has the factor " + value);
        }
      }
      if (size == ids.length) {
        int capacity = grown(size, rank);
        ids = Arrays.copyOf(ids, capacity);
        values = Arrays.copyOf(values, capacity * rank);
      }
      ids[size] = id;
      System.arraycopy(vector, 0, values, size * rank, rank);
      size++;
      return this;
    }

    /** Half as many more, as far as they fit. */
    static int grown(int size, int rank) {
      int most = most(rank);
      if (size >= most) {
        throw new IllegalArgumentException(
            "more than " + most + " vectors of rank " + rank + " do not fit");
      }
      return (int) Math.min(most, size + 1L + (size >> 1));
    }

    /**
     * Puts the vectors in the order of their ids.
     *
     * @throws IllegalArgumentException if an id was added twice
     */
    public Factors build() {
      long[] order = new long[size];
      for (int i = 0; i < size; i++) {
        order[i] = ((long) ids[i] << 32) | i;
      }
      Arrays.sort(order);
      int[] sortedIds = new int[size];
      float[] sortedValues = new float[size * rank];
      for (int i = 0; i < size; i++) {
        sortedIds[i] = (int) (order[i] >> 32);
        if (i > 0 && sortedIds[i] == sortedIds[i - 1]) {
          throw new IllegalArgumentException("id " + sortedIds[i] + " stands there twice");
        }
        System.arraycopy(values, (int) order[i] * rank, sortedValues, i * rank, rank);
      }
      return new Factors(rank, sortedIds, sortedValues);
    }
  }
}
