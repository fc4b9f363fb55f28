package io.sidecart.model.factors;

/**
 * Scores by plain loops, on every JVM: blocks of items, and within a block one factor of all its
 * items after the other.
 *
 * <p>So the loops run along arrays with no step and no reduction, and the scores of a block stay in
 * the first-level cache. Four factors share one array, at constant distances: the JIT compiler of
 * Java 17 turns a loop into vector instructions only where the arrays' offsets are constants
 * (measured: six times faster than with offsets in variables).
 */
final class PlainKernel implements ItemKernel {
  private static final int BLOCK = ItemFactors.BLOCK;

  private final int rank;
  private final int size;

  /** For each block: an array for each four factors, then one for each factor that is left. */
  private final float[][][] blocks;

  private PlainKernel(int rank, int size, float[][][] blocks) {
    this.rank = rank;
    this.size = size;
    this.blocks = blocks;
  }

  static PlainKernel of(Factors factors) {
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
    return new PlainKernel(factors.rank(), size, blocks);
  }

  private static float[][] emptyBlock(int rank) {
    float[][] block = new float[rank / 4 + rank % 4][];
    for (int i = 0; i < block.length; i++) {
      block[i] = new float[i < rank / 4 ? 4 * BLOCK : BLOCK];
    }
    return block;
  }

  @Override
  public void copyVector(int index, float[] target) {
    float[][] block = blocks[index / BLOCK];
    int fours = rank / 4;
    for (int factor = 0; factor < rank; factor++) {
      boolean isShared = factor < 4 * fours;
      float[] column = block[isShared ? factor / 4 : fours + factor % 4];
      target[factor] = column[(isShared ? factor % 4 * BLOCK : 0) + index % BLOCK];
    }
  }

  @Override
  public void scoreAll(float[] vector, float[] scratch, float[] scores) {
    for (int start = 0; start < size; start += BLOCK) {
      int count = Math.min(BLOCK, size - start);
      score(vector, 0, 1, blocks[start / BLOCK], scratch, count);
      System.arraycopy(scratch, 0, scores, start, count);
    }
  }

  @Override
  public void search(UserBlock users, Finder finder) {
    float[] scores = users.scores();
    for (int start = 0; start < size; start += BLOCK) {
      int count = Math.min(BLOCK, size - start);
      for (int user = 0; user < users.size(); user++) {
        score(
            users.values(),
            users.start(user),
            users.groupSize(),
            blocks[start / BLOCK],
            scores,
            count);
        float limit = users.limit(user);
        for (int i = 0; i < count; i++) {
          if (scores[i] > limit) {
            limit = finder.found(user, start + i, scores[i]);
          }
        }
        users.limit(user, limit);
      }
    }
  }

  /** The user's factors stand in {@code users} from {@code at} on, so many places apart. */
  private void score(float[] users, int at, int step, float[][] block, float[] scores, int count) {
    clear(scores, count);
    int factor = 0;
    int column = 0;
    int from = at;
    for (; factor + 4 <= rank; factor += 4, from += 4 * step) {
      addFour(
          block[column++],
          users[from],
          users[from + step],
          users[from + 2 * step],
          users[from + 3 * step],
          scores,
          count);
    }
    for (; factor < rank; factor++, from += step) {
      addOne(block[column++], users[from], scores, count);
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
