package io.sidecart.data;

import java.util.ArrayList;
import java.util.List;

/** One shopper's basket of one day. */
final class Trip {
  final Shopper shopper;
  final int day;
  private final List<Integer> itemIndexes = new ArrayList<>();

  Trip(Shopper shopper, int day) {
    this.shopper = shopper;
    this.day = day;
  }

  /** Puts an item in the basket; false where it is there already. */
  boolean add(int itemIndex) {
    return !itemIndexes.contains(itemIndex) && itemIndexes.add(itemIndex);
  }

  List<Integer> itemIndexes() {
    return itemIndexes;
  }
}
