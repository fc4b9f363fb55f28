package io.sidecart.model.evaluate.counting;

import io.sidecart.model.evaluate.PurchaseLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** All items, the most popular first. */
final class ItemOrder {
  private final int[] items;
  private final Map<Integer, Integer> places = new HashMap<>();

  private ItemOrder(int[] items) {
    this.items = items;
    for (int place = 0; place < items.length; place++) {
      places.put(items[place], place);
    }
  }

  /** By distinct buyers. */
  static ItemOrder byBuyers(PurchaseLog purchases) {
    Map<Integer, Integer> buyers = buyers(purchases, row -> true);
    return of(purchases, byCount(buyers));
  }

  /** By distinct buyers in the time before; those without one then come behind, by all buyers. */
  static ItemOrder byRecentBuyers(PurchaseLog purchases, long at, Duration time) {
    long from = at - time.toMillis();
    Map<Integer, Integer> recent = buyers(purchases, row -> purchases.time(row) >= from);
    Map<Integer, Integer> all = buyers(purchases, row -> true);
    all.keySet().removeAll(recent.keySet());
    return of(purchases, byCount(recent).thenComparing(byCount(all)));
  }

  private static ItemOrder of(PurchaseLog purchases, Comparator<Integer> order) {
    return new ItemOrder(
        IntStream.of(purchases.itemIds())
            .boxed()
            .sorted(order.thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  private static Comparator<Integer> byCount(Map<Integer, Integer> counts) {
    return Comparator.comparing((Integer item) -> counts.getOrDefault(item, 0)).reversed();
  }

  private static Map<Integer, Integer> buyers(PurchaseLog purchases, IntPredicate counts) {
    Map<Integer, Integer> buyers = new HashMap<>();
    Set<Integer> own = new HashSet<>();
    for (int user = 0; user < purchases.users(); user++) {
      own.clear();
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        if (counts.test(row) && own.add(purchases.itemId(row))) {
          buyers.merge(purchases.itemId(row), 1, Integer::sum);
        }
      }
    }
    return buyers;
  }

  /** An item's place, from 0; an unknown item is last. */
  int place(int itemId) {
    return places.getOrDefault(itemId, items.length);
  }

  /** The first n that are allowed. */
  int[] first(int n, IntPredicate allowed) {
    return IntStream.of(items).filter(allowed).limit(n).toArray();
  }
}
