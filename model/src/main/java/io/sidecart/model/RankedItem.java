package io.sidecart.model;

import java.io.Serializable;

/**
 * An item's place in the order of popularity: larger quantities first, ties by item id.
 *
 * @param quantity how many were bought in all
 */
public record RankedItem(int itemId, long quantity)
    implements Comparable<RankedItem>, Serializable {

  @Override
  public int compareTo(RankedItem other) {
    int byQuantity = Long.compare(other.quantity, quantity);
    return byQuantity != 0 ? byQuantity : Integer.compare(itemId, other.itemId);
  }
}
