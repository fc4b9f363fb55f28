package io.sidecart.model.rank;

import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.Shortlist;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the items that the same users bought. */
final class CountNeighbours {
  /** Of a user with more purchases, the last ones; else one user costs the square of the items. */
  static final int MOST_PURCHASES = 2000;

  private final int[] ids;
  private final int[][] itemsOfUsers;

  /** How much a meeting in a user's purchases counts. */
  private final float[] shares;

  private final int[][] usersOfItems;

  private CountNeighbours(PurchaseLog purchases, int[] ids) {
    this.ids = ids;
    this.itemsOfUsers = new int[purchases.users()][];
    this.shares = new float[purchases.users()];
    int[] buyers = new int[ids.length];
    for (int user = 0; user < itemsOfUsers.length; user++) {
      itemsOfUsers[user] = items(purchases, user);
      for (int item : itemsOfUsers[user]) {
        buyers[item]++;
      }
    }
    double mean = IntStream.of(buyers).asLongStream().sum() / (double) Math.max(1, shares.length);
    for (int user = 0; user < shares.length; user++) {
      shares[user] = (float) (mean / Math.max(1, itemsOfUsers[user].length));
    }
    this.usersOfItems = new int[ids.length][];
    Arrays.setAll(usersOfItems, item -> new int[buyers[item]]);
    int[] filled = new int[ids.length];
    for (int user = 0; user < itemsOfUsers.length; user++) {
      for (int item : itemsOfUsers[user]) {
        usersOfItems[item][filled[item]++] = user;
      }
    }
  }

  /** By index, which stands for the item from here on. */
  private int[] items(PurchaseLog purchases, int user) {
    int[] items = new int[Math.min(MOST_PURCHASES, purchases.end(user) - purchases.start(user))];
    for (int i = 0; i < items.length; i++) {
      items[i] = Arrays.binarySearch(ids, purchases.itemId(purchases.end(user) - 1 - i));
    }
    return Arrays.stream(items).sorted().distinct().toArray();
  }

  /**
   * The lists of all items.
   *
   * @param ids of all items that were bought, ascending
   */
  static Neighbours of(PurchaseLog purchases, int[] ids) {
    return new CountNeighbours(purchases, ids).count();
  }

  private Neighbours count() {
    int[] starts = new int[ids.length + 1];
    int[] items = new int[Math.multiplyExact(ids.length, Neighbours.KEPT)];
    float[] similarities = new float[items.length];
    float[] together = new float[ids.length];
    int[] met = new int[ids.length];
    Shortlist best = new Shortlist(Neighbours.KEPT);
    for (int item = 0; item < ids.length; item++) {
      int found = meet(item, together, met);
      best.clear();
      for (int i = 0; i < found; i++) {
        best.offer(met[i], similarity(item, met[i], together[met[i]]));
        together[met[i]] = 0;
      }
      int start = starts[item];
      for (int i = 0; i < best.size(); i++) {
        items[start + i] = best.item(i);
        similarities[start + i] = best.score(i);
      }
      starts[item + 1] = start + best.size();
    }
    int end = starts[ids.length];
    return new Neighbours(starts, Arrays.copyOf(items, end), Arrays.copyOf(similarities, end));
  }

  private int meet(int item, float[] together, int[] met) {
    int found = 0;
    for (int user : usersOfItems[item]) {
      for (int other : itemsOfUsers[user]) {
        if (other != item) {
          if (together[other] == 0) {
            met[found++] = other;
          }
          together[other] += shares[user];
        }
      }
    }
    return found;
  }

  private float similarity(int one, int other, float together) {
    double buyers = (double) usersOfItems[one].length * usersOfItems[other].length;
    return (float) (together / (Math.sqrt(buyers) + Neighbours.SHRINK));
  }
}
