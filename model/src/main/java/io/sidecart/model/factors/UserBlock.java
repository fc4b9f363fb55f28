package io.sidecart.model.factors;

import java.util.Arrays;

/**
 * The vectors of some users for one search, and the scratch of one thread.
 *
 * <p>Users stand in groups of {@value #GROUP}, and a group factor by factor, as the kernels read
 * them; the last group is filled up with users who find nothing. A user alone is a group of one.
 */
final class UserBlock {
  static final int GROUP = 4;

  private float[] values = new float[0];
  private float[] limits = new float[0];
  private final float[] scores = ItemFactors.scratch();
  private int rank;
  private int groupSize = 1;
  private int size;

  /** Makes room for so many users, who find everything until their limit is raised. */
  void clear(int users, int rank) {
    this.rank = rank;
    this.size = users;
    this.groupSize = users == 1 ? 1 : GROUP;
    int padded = (users + groupSize - 1) / groupSize * groupSize;
    if (values.length < padded * rank) {
      values = new float[padded * rank];
    }
    if (limits.length < padded) {
      limits = new float[padded];
    }
    Arrays.fill(values, 0, padded * rank, 0);
    Arrays.fill(limits, 0, users, Float.NEGATIVE_INFINITY);
    Arrays.fill(limits, users, padded, Float.POSITIVE_INFINITY);
  }

  void put(int user, float[] vector) {
    for (int factor = 0, at = start(user); factor < rank; factor++, at += groupSize) {
      values[at] = vector[factor];
    }
  }

  int size() {
    return size;
  }

  int rank() {
    return rank;
  }

  /** 1 or {@value #GROUP}. */
  int groupSize() {
    return groupSize;
  }

  /** All vectors: that of a user begins at {@link #start} and goes on in steps of the group. */
  float[] values() {
    return values;
  }

  int start(int user) {
    return user / groupSize * groupSize * rank + user % groupSize;
  }

  /** Only scores above it are of interest to a user. */
  float limit(int user) {
    return limits[user];
  }

  void limit(int user, float limit) {
    limits[user] = limit;
  }

  /** As long as {@link ItemFactors#scratch()}. */
  float[] scores() {
    return scores;
  }
}
