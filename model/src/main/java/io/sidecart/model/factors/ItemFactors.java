package io.sidecart.model.factors;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Items' factors laid out for scoring all of them, by vector instructions where the JVM offers
 * them.
 *
 * <p>A score is the sum of its products in the order of the factors, in single precision, whatever
 * the vector width: the same bits on every machine. Immutable.
 */
public final class ItemFactors {
  /** Items in a block: its scores take 4 KB. */
  static final int BLOCK = 1024;

  private final int rank;
  private final int[] ids;
  private final ItemKernel kernel;

  private ItemFactors(int rank, int[] ids, ItemKernel kernel) {
    this.rank = rank;
    this.ids = ids;
    this.kernel = kernel;
  }

  /** Copies the vectors; the ids are shared. */
  public static ItemFactors of(Factors factors) {
    return of(factors, Kernels::of);
  }

  /** The same for a kernel of the caller's choice. */
  static ItemFactors of(Factors factors, Function<Factors, ? extends ItemKernel> kernel) {
    return new ItemFactors(factors.rank(), factors.ids(), kernel.apply(factors));
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
    kernel.copyVector(index, target);
  }

  /**
   * Scores all items.
   *
   * @param block scratch of one thread, from {@link #scratch()}
   * @param scores {@code scores[i]} becomes the product of the vector and that of item {@code i}
   */
  public void scoreAll(float[] vector, float[] block, float[] scores) {
    kernel.scoreAll(vector, block, scores);
  }

  /** Scratch for {@link #scoreAll}. */
  public static float[] scratch() {
    return new float[BLOCK];
  }

  /** Tells of each item whose score is above a user's limit. */
  void search(UserBlock users, ItemKernel.Finder finder) {
    kernel.search(users, finder);
  }
}
