package io.sidecart.model;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The items that one user bought, by item id: the answer of a look-up of own purchases.
 *
 * @param items one entry an item, in ascending order of item id
 */
public record OwnPurchases(List<OwnItem> items) implements Serializable {
  private static final OwnPurchases NONE = new OwnPurchases(List.of());

  public OwnPurchases {
    items = items.stream().sorted(Comparator.comparingInt(OwnItem::itemId)).toList();
  }

  /** Of a user who has no purchases on record. */
  public static OwnPurchases none() {
    return NONE;
  }

  public static OwnPurchases of(Collection<OwnItem> items) {
    return new OwnPurchases(List.copyOf(items));
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether the user ever bought the item. */
  public boolean contains(int itemId) {
    int low = 0;
    int high = items.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int candidate = items.get(middle).itemId();
      if (candidate == itemId) {
        return true;
      }
      if (candidate < itemId) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }
}
