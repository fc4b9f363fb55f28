package io.sidecart.model.delayed;

import java.io.Serializable;

/**
 * A part of all users, the same each time, chosen by a hash of their ids.
 *
 * @param share of the users, more than 0 and at most 1
 */
public record UserSample(double share) implements Serializable {
  private static final double UNIT = 0x1.0p-32;

  public UserSample {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + ", it must be above 0 and up to 1");
    }
  }

  public boolean contains(int userId) {
    return Integer.toUnsignedLong(hash(userId)) * UNIT < share;
  }

  /** A number from 0 up to below this that goes with the user. */
  public static int bucket(int userId, int buckets) {
    // Other bits than those that the share looks at.
    return Math.floorMod(hash(userId) * 0x9e3779b9 >>> 8, buckets);
  }

  /** The finalizer of MurmurHash3. */
  private static int hash(int userId) {
    int hash = userId;
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }
}
