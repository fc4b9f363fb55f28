package io.sidecart.model.rules;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A set of item ids, packed. */
public final class ItemSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ids;

  private ItemSet(int[] ids) {
    this.ids = ids;
  }

  /** Of these ids, in any order; one that stands there twice counts once. */
  public static ItemSet of(Collection<Integer> ids) {
    return new ItemSet(ids.stream().mapToInt(Integer::intValue).sorted().distinct().toArray());
  }

  public int size() {
    return ids.length;
  }

  public boolean contains(int itemId) {
    return Arrays.binarySearch(ids, itemId) >= 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ItemSet that && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return ids.length + " items";
  }
}
