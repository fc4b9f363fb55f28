package io.sidecart.model.factors;

import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores by the JDK's Vector API: each lane of a vector is an item, so that no sum is regrouped.
 *
 * <p>Items stand in panels of {@value #PANEL}, and a panel factor by factor: memory is read from
 * front to back. A panel's sums stay in registers over all factors, and are compared with the
 * users' limits there; what is below them is never stored. For several users a panel stays in the
 * first-level cache until all are scored; eight sums at once, of four users and two vectors, hide
 * the time that an addition takes.
 *
 * <p>Products are not fused with sums: fused ones round differently, and are slow where the
 * processor has none.
 *
 * <p>What uses vectors is in methods too long for HotSpot to compile them as part of their callers
 * (-XX:FreqInlineSize). In a caller that is long itself its second compiler gives up on turning
 * vectors into instructions, and a search takes some 75 us more: five thousand items of ten factors
 * in the stream job.
 */
final class VectorKernel implements ItemKernel {
  private static final VectorSpecies<Float> SPECIES = species();
  private static final int LANES = SPECIES.length();
  private static final int PANEL = 64;

  /** So many items of a panel are scored at once for a user alone. */
  private static final int STRIPE = 4 * LANES;

  private final int rank;
  private final int size;

  /** Panels, of {@link ItemFactors#BLOCK} items in each array. */
  private final float[][] blocks;

  private VectorKernel(int rank, int size, float[][] blocks) {
    this.rank = rank;
    this.size = size;
    this.blocks = blocks;
  }

  /** The widest of the processor of which four fit a panel. */
  private static VectorSpecies<Float> species() {
    VectorSpecies<Float> widest = FloatVector.SPECIES_PREFERRED;
    return 4 * widest.length() > PANEL ? FloatVector.SPECIES_512 : widest;
  }

  /** How many floats a vector of this processor has. */
  static int lanes() {
    return LANES;
  }

  static VectorKernel of(Factors factors) {
    int rank = factors.rank();
    int size = factors.size();
    float[][] blocks = new float[(size + ItemFactors.BLOCK - 1) / ItemFactors.BLOCK][];
    for (int block = 0; block < blocks.length; block++) {
      int items = Math.min(ItemFactors.BLOCK, size - block * ItemFactors.BLOCK);
      blocks[block] = new float[(items + PANEL - 1) / PANEL * PANEL * rank];
    }
    for (int item = 0; item < size; item++) {
      float[] block = blocks[item / ItemFactors.BLOCK];
      int at = place(item, rank);
      for (int factor = 0; factor < rank; factor++) {
        block[at + factor * PANEL] = factors.value(item, factor);
      }
    }
    return new VectorKernel(rank, size, blocks);
  }

  /** Where an item's first factor stands in its block. */
  private static int place(int item, int rank) {
    int inBlock = item % ItemFactors.BLOCK;
    return inBlock / PANEL * PANEL * rank + inBlock % PANEL;
  }

  @Override
  public void copyVector(int index, float[] target) {
    float[] block = blocks[index / ItemFactors.BLOCK];
    int at = place(index, rank);
    for (int factor = 0; factor < rank; factor++) {
      target[factor] = block[at + factor * PANEL];
    }
  }

  @Override
  public void scoreAll(float[] vector, float[] scratch, float[] scores) {
    for (int first = 0; first < size; first += STRIPE) {
      // Scores are finite, so that the scan stops where it begins.
      scan(first, vector, Float.NEGATIVE_INFINITY, scratch);
      System.arraycopy(scratch, 0, scores, first, Math.min(STRIPE, size - first));
    }
  }

  @Override
  public void search(UserBlock users, Finder finder) {
    if (users.groupSize() == 1) {
      searchOne(users, finder);
      return;
    }
    for (int first = 0; first < size; first += PANEL) {
      for (int user = 0; user < users.size(); user += UserBlock.GROUP) {
        searchGroup(first, user, users, finder);
      }
    }
  }

  private void searchOne(UserBlock users, Finder finder) {
    int first = 0;
    while ((first = scan(first, users.values(), users.limit(0), users.scores())) < size) {
      tell(0, first, STRIPE, 0, users, finder);
      first += STRIPE;
    }
  }

  private void searchGroup(int first, int user, UserBlock users, Finder finder) {
    for (int lane = 0; lane < PANEL; lane += 2 * LANES) {
      int found = scoreGroup(first, lane, user, users);
      for (int i = 0; found != 0; i++, found >>= 1) {
        if ((found & 1) != 0) {
          tell(user + i, first + lane, 2 * LANES, i * 2 * LANES, users, finder);
        }
      }
    }
  }

  /** Tells of the scores from {@code at} on, which are those of so many items. */
  private void tell(int user, int item, int count, int at, UserBlock users, Finder finder) {
    float[] scores = users.scores();
    float limit = users.limit(user);
    int end = Math.min(count, size - item); // a panel is filled up with zeros
    for (int i = 0; i < end; i++) {
      if (scores[at + i] > limit) {
        limit = finder.found(user, item + i, scores[at + i]);
      }
    }
    users.limit(user, limit);
  }

  /**
   * Scores one stripe after the other for one user, until one has a score above the limit; the
   * scores of that one are stored.
   *
   * @return the first item of that stripe, the number of items where there is none
   */
  private int scan(int first, float[] user, float limit, float[] scores) {
    FloatVector least = FloatVector.broadcast(SPECIES, limit);
    for (int item = first; item < size; item += STRIPE) {
      float[] values = blocks[item / ItemFactors.BLOCK];
      int from = place(item, rank);
      int to = from + rank * PANEL;
      FloatVector a = FloatVector.zero(SPECIES);
      FloatVector b = FloatVector.zero(SPECIES);
      FloatVector c = FloatVector.zero(SPECIES);
      FloatVector d = FloatVector.zero(SPECIES);
      for (int i = from, factor = 0; i < to; i += PANEL, factor++) {
        float f = user[factor];
        a = a.add(FloatVector.fromArray(SPECIES, values, i).mul(f));
        b = b.add(FloatVector.fromArray(SPECIES, values, i + LANES).mul(f));
        c = c.add(FloatVector.fromArray(SPECIES, values, i + 2 * LANES).mul(f));
        d = d.add(FloatVector.fromArray(SPECIES, values, i + 3 * LANES).mul(f));
      }
      VectorMask<Float> isAbove =
          a.compare(GT, least)
              .or(b.compare(GT, least))
              .or(c.compare(GT, least).or(d.compare(GT, least)));
      if (isAbove.anyTrue()) {
        a.intoArray(scores, 0);
        b.intoArray(scores, LANES);
        c.intoArray(scores, 2 * LANES);
        d.intoArray(scores, 3 * LANES);
        return item;
      }
    }
    return size;
  }

  /**
   * Scores two vectors of a panel for a group, and stores them, user by user, where one is above
   * its user's limit.
   *
   * @return a bit for each user of the group who has a score above the limit
   */
  private int scoreGroup(int first, int lane, int user, UserBlock users) {
    float[] values = blocks[first / ItemFactors.BLOCK];
    float[] factors = users.values();
    int from = place(first, rank) + lane;
    int to = from + rank * PANEL;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = FloatVector.zero(SPECIES);
    FloatVector b0 = FloatVector.zero(SPECIES);
    FloatVector b1 = FloatVector.zero(SPECIES);
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector d0 = FloatVector.zero(SPECIES);
    FloatVector d1 = FloatVector.zero(SPECIES);
    for (int i = from, at = users.start(user); i < to; i += PANEL, at += UserBlock.GROUP) {
      FloatVector x = FloatVector.fromArray(SPECIES, values, i);
      FloatVector y = FloatVector.fromArray(SPECIES, values, i + LANES);
      float a = factors[at];
      float b = factors[at + 1];
      float c = factors[at + 2];
      float d = factors[at + 3];
      a0 = a0.add(x.mul(a));
      a1 = a1.add(y.mul(a));
      b0 = b0.add(x.mul(b));
      b1 = b1.add(y.mul(b));
      c0 = c0.add(x.mul(c));
      c1 = c1.add(y.mul(c));
      d0 = d0.add(x.mul(d));
      d1 = d1.add(y.mul(d));
    }
    int found =
        (isAbove(a0, a1, users.limit(user)) ? 1 : 0)
            | (isAbove(b0, b1, users.limit(user + 1)) ? 2 : 0)
            | (isAbove(c0, c1, users.limit(user + 2)) ? 4 : 0)
            | (isAbove(d0, d1, users.limit(user + 3)) ? 8 : 0);
    if (found != 0) {
      float[] scores = users.scores();
      a0.intoArray(scores, 0);
      a1.intoArray(scores, LANES);
      b0.intoArray(scores, 2 * LANES);
      b1.intoArray(scores, 3 * LANES);
      c0.intoArray(scores, 4 * LANES);
      c1.intoArray(scores, 5 * LANES);
      d0.intoArray(scores, 6 * LANES);
      d1.intoArray(scores, 7 * LANES);
    }
    return found;
  }

  private static boolean isAbove(FloatVector a, FloatVector b, float limit) {
    return a.compare(GT, limit).or(b.compare(GT, limit)).anyTrue();
  }
}
