package io.sidecart.model.delayed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The last answer to each of some users in each window of time, and what it was worth: a hit is one
 * of its items that the user puts in the cart after it and within the horizon, each item once.
 * Windows are as long as the horizon, so an answer's horizon ends in the window after its own.
 *
 * <p>What is kept is a maximum and some minima: it, and the sum of the changes that were told, are
 * the same whatever the order in which servings come, and one that comes twice changes nothing. Its
 * size goes with users and the items of each, not with events. Not safe for use by several threads.
 */
public final class ServingBook {
  private final int horizonMillis;
  private final SortedMap<Long, Map<Integer, UserWindow>> windows = new TreeMap<>();

  /**
   * What is to be added to the counts of one serving.
   *
   * @param serving the one whose items were shown
   * @param answers 1 where it is counted from now on, -1 where it no longer is
   * @param hits how many of its items were bought, likewise
   */
  public record Change(Serving serving, int answers, int hits) {}

  /**
   * A book without a serving.
   *
   * @param horizonMillis at least 1, at most {@link Integer#MAX_VALUE}: 24 days
   */
  public ServingBook(long horizonMillis) {
    if (horizonMillis < 1) {
      throw new IllegalArgumentException(
          "the horizon is " + horizonMillis + " ms, it must be at least 1");
    }
    this.horizonMillis = Math.toIntExact(horizonMillis);
  }

  public int horizonMillis() {
    return horizonMillis;
  }

  /** The users of each window, which are numbered by time. */
  public SortedMap<Long, Map<Integer, UserWindow>> windows() {
    return Collections.unmodifiableSortedMap(windows);
  }

  /** Puts back what {@link #windows()} told. */
  public void put(long window, int userId, UserWindow user) {
    windows.computeIfAbsent(window, number -> new HashMap<>()).put(userId, user);
  }

  /** Adds a serving and tells what that changes. */
  public List<Change> add(Serving added) {
    long window = windowOf(added);
    List<Change> changes = new ArrayList<>(2);
    @Nullable UserWindow before = find(window - 1, added.userId());
    @Nullable UserWindow own = find(window, added.userId());
    if (before != null && isNewHit(before.last(), added, own)) {
      changes.add(new Change(before.last(), 0, 1));
    }
    boolean isLast = own == null || Serving.ORDER.compare(added, own.last()) > 0;
    if (isLast) {
      if (own != null) {
        changes.add(new Change(own.last(), -1, -hits(own.last())));
      }
      changes.add(new Change(added, 1, hits(added)));
    }
    FirstTimes bought = own == null ? new FirstTimes() : own.bought();
    bought.add(added.itemId(), (int) (added.millis() - window * horizonMillis));
    if (isLast) {
      put(window, added.userId(), new UserWindow(added, bought));
    }
    return changes;
  }

  /**
   * Forgets what nothing from this time on changes, of the users whose last answer in a window came
   * to an event of this partition. Others stay: their partition may be read far behind this one.
   *
   * @param millis since 1970
   */
  public void forgetBefore(int partition, long millis) {
    Iterator<Map<Integer, UserWindow>> old =
        windows.headMap(Math.floorDiv(millis, horizonMillis) - 1).values().iterator();
    while (old.hasNext()) {
      Map<Integer, UserWindow> users = old.next();
      users.values().removeIf(user -> user.last().partition() == partition);
      if (users.isEmpty()) {
        old.remove();
      }
    }
  }

  private boolean isNewHit(Serving shown, Serving bought, @Nullable UserWindow own) {
    return shown.shown().contains(bought.itemId())
        && bought.millis() <= shown.millis() + horizonMillis
        && (own == null || !own.bought().isBy(bought.itemId(), lastOfHorizon(shown)));
  }

  private int hits(Serving serving) {
    @Nullable UserWindow after = find(windowOf(serving) + 1, serving.userId());
    return after == null
        ? 0
        : (int)
            serving.shown().stream()
                .filter(item -> after.bought().isBy(item, lastOfHorizon(serving)))
                .count();
  }

  /** The last time of a serving's horizon, since the window after its own began. */
  private int lastOfHorizon(Serving serving) {
    return Math.floorMod(serving.millis(), horizonMillis);
  }

  private long windowOf(Serving serving) {
    return Math.floorDiv(serving.millis(), (long) horizonMillis);
  }

  private @Nullable UserWindow find(long window, int userId) {
    @Nullable Map<Integer, UserWindow> users = windows.get(window);
    return users == null ? null : users.get(userId);
  }
}
