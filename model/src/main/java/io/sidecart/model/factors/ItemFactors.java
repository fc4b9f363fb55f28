package io.sidecart.model.factors;

import java.util.Arrays;

/**
 * Items' factors laid out for scoring all of them: blocks of items, and within a block one factor
 * of all its items after the other.
 *
 * <p>So the scoring loops run along arrays with no step and no reduction, and the scores of a block
 * stay in the first-level cache. Four factors share one array, at constant distances: the JIT
 * compiler of Java 17 turns a loop into vector instructions only where the arrays' offsets are
 * constants (measured: six times faster than with offsets in variables).
 *
 * <p>A score is the sum of its products in the order of the factors, in single precision, whatever
 * the vector width: the same on every machine.
 */
public final class ItemFactors {
  /** Items in a block: its scores take 4 KB. */
  static final int BLOCK = 1024;

  private final int rank;
  private final int[] ids;

  /** For each block: an array for each four factors, then one for each factor that is left. */
  private final float[][][] blocks;

  private ItemFactors(int rank, int[] ids, float[][][] blocks) {
    this.rank = rank;
    this.ids = ids;
    this.blocks = blocks;
  }

  /** Copies the vectors into blocks; the ids are shared. */
  public static ItemFactors of(Factors factors) {
    int size = factors.size();
    float[][][] blocks = new float[(size + BLOCK - 1) / BLOCK][][];
    for (int block = 0; block < blocks.length; block++) {
      blocks[block] = emptyBlock(factors.rank());
    }
    for (int item = 0; item < size; item++) {
      float[][] block = blocks[item / BLOCK];
      for (int factor = 0; factor < factors.rank(); factor++) {
        int fours = factors.rank() / 4;
        boolean isShared = factor < 4 * fours;
        float[] column = block[isShared ? factor / 4 : fours + factor % 4];
        column[(isShared ? factor % 4 * BLOCK : 0) + item % BLOCK] = factors.value(item, factor);
      }
    }
    return new ItemFactors(factors.rank(), factors.ids(), blocks);
  }

  private static float[][] emptyBlock(int rank) {
    float[][] block = new float[rank / 4 + rank % 4][];
    for (int i = 0; i < block.length; i++) {
      block[i] = new float[i < rank / 4 ? 4 * BLOCK : BLOCK];
    }
    return block;
  }

  /** The length of each vector. */
  public int rank() {
    return rank;
  }

  /** How many items there are. */
  public int size() {
    return ids.length;
  }

  /** The id of the item at this index; ids ascend with the index. */
  public int id(int index) {
    return ids[index];
  }

  /** The index of an item, negative where there is none. */
  public int indexOf(int itemId) {
    return Arrays.binarySearch(ids, itemId);
  }

  /** Copies the vector of the item at this index. */
  public void copyVector(int index, float[] target) {
    float[][] block = blocks[index / BLOCK];
    int fours = rank / 4;
    for (int factor = 0; factor < rank; factor++) {
      boolean isShared = factor < 4 * fours;
      float[] column = block[isShared ? factor / 4 : fours + factor % 4];
      target[factor] = column[(isShared ? factor % 4 * BLOCK : 0) + index % BLOCK];
    }
  }

  /** How many items stand in the block that starts with this item. */
  int blockSize(int start) {
    return Math.min(BLOCK, ids.length - start);
  }

  /**
   * Scores all items.
   *
   * @param block scratch of one thread, from {@link #scratch()}
   * @param scores {@code scores[i]} becomes the product of the vector and that of item {@code i}
   */
  public void scoreAll(float[] vector, float[] block, float[] scores) {
    for (int start = 0; start < size(); start += BLOCK) {
      score(vector, start, block);
      System.arraycopy(block, 0, scores, start, blockSize(start));
    }
  }

  /** Scratch for {@link #scoreAll}. */
  public static float[] scratch() {
    return new float[BLOCK];
  }

  /** Scores the items of a block: {@code scores[i]} is that of item {@code start + i}. */
  void score(float[] vector, int start, float[] scores) {
    float[][] block = blocks[start / BLOCK];
    int count = blockSize(start);
    clear(scores, count);
    int factor = 0;
    int column = 0;
    for (; factor + 4 <= rank; factor += 4) {
      addFour(
          block[column++],
          vector[factor],
          vector[factor + 1],
          vector[factor + 2],
          vector[factor + 3],
          scores,
          count);
    }
    for (; factor < rank; factor++) {
      addOne(block[column++], vector[factor], scores, count);
    }
  }

  private static void clear(float[] scores, int count) {
    for (int i = 0; i < count; i++) {
      scores[i] = 0;
    }
  }

  private static void addOne(float[] values, float a, float[] scores, int count) {
    for (int i = 0; i < count; i++) {
      scores[i] += a * values[i];
    }
  }

  /** Four factors in one pass over the scores, which are then loaded and stored once. */
  private static void addFour(
      float[] values, float a, float b, float c, float d, float[] scores, int count) {
    for (int i = 0; i < count; i++) {
      scores[i] =
          scores[i]
              + a * values[i]
              + b * values[i + BLOCK]
              + c * values[i + 2 * BLOCK]
              + d * values[i + 3 * BLOCK];
    }
  }
}
