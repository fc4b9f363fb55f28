package io.sidecart.model.delayed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The servings of some users, which tells of each one that is added what that changes: a hit is an
 * item that was shown and that the user puts in the cart after it and within the horizon, each item
 * once.
 *
 * <p>The changes add up to the same whatever the order in which servings come, and one that comes
 * twice changes nothing. Not safe for use by several threads.
 */
public final class ServingBook {
  private final SortedMap<Integer, List<Serving>> byUser = new TreeMap<>();

  /**
   * What is to be added to the counts of one serving.
   *
   * @param serving the one whose items were shown
   * @param answers 1 where it is counted for the first time
   * @param hits how many more of its items were bought
   */
  public record Change(Serving serving, int answers, int hits) {}

  /** A book of these, in any order, none twice. */
  public static ServingBook of(Iterable<Serving> servings) {
    ServingBook book = new ServingBook();
    servings.forEach(
        serving ->
            book.byUser.computeIfAbsent(serving.userId(), user -> new ArrayList<>()).add(serving));
    book.byUser.values().forEach(each -> each.sort(Serving.ORDER));
    return book;
  }

  /** All of them, by user and in the order of time. */
  public List<Serving> servings() {
    List<Serving> all = new ArrayList<>();
    byUser.values().forEach(all::addAll);
    return all;
  }

  /**
   * Adds a serving.
   *
   * @param horizonMillis how long after it a purchase is a hit, at least 1
   */
  public List<Change> add(Serving added, long horizonMillis) {
    List<Serving> own = byUser.computeIfAbsent(added.userId(), user -> new ArrayList<>());
    int found = Collections.binarySearch(own, added, Serving.ORDER);
    if (found >= 0) {
      return List.of();
    }
    int place = -found - 1;
    List<Change> changes = new ArrayList<>();
    for (int i = place - 1; i >= 0 && isWithin(own.get(i), added, horizonMillis); i--) {
      Serving earlier = own.get(i);
      if (earlier.shown().contains(added.itemId())
          && !bought(own, i, horizonMillis).contains(added.itemId())) {
        changes.add(new Change(earlier, 0, 1));
      }
    }
    own.add(place, added);
    Set<Integer> bought = bought(own, place, horizonMillis);
    changes.add(
        new Change(added, 1, (int) added.shown().stream().filter(bought::contains).count()));
    return changes;
  }

  /** Forgets the servings before this time, in milliseconds since 1970. */
  public void forgetBefore(long millis) {
    byUser.values().removeIf(own -> own.get(own.size() - 1).millis() < millis);
    for (List<Serving> own : byUser.values()) {
      int old = 0;
      while (own.get(old).millis() < millis) {
        old++;
      }
      own.subList(0, old).clear();
    }
  }

  /** The items put in the cart after the serving at a place and within the horizon. */
  private static Set<Integer> bought(List<Serving> own, int place, long horizonMillis) {
    Set<Integer> items = new HashSet<>();
    for (int i = place + 1;
        i < own.size() && isWithin(own.get(place), own.get(i), horizonMillis);
        i++) {
      items.add(own.get(i).itemId());
    }
    return items;
  }

  private static boolean isWithin(Serving earlier, Serving later, long horizonMillis) {
    return later.millis() - earlier.millis() <= horizonMillis;
  }
}
