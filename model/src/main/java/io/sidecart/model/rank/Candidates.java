package io.sidecart.model.rank;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.ItemFactors;
import java.util.Arrays;

/**
 * The items that are worth scoring for a user: all that the user bought, those that ALS puts first
 * of the others, and those that sell best. Keeps scratch arrays, so one instance serves one thread.
 */
final class Candidates {
  /** How many of ALS's best are candidates. */
  static final int BEST_OF_ALS = 64;

  private final AlsModel als;
  private final ItemTable items;

  /** The index in the table of each item that ALS knows, negative where it has none. */
  private final int[] tableIndices;

  private final float[] vector;
  private final float[] block = ItemFactors.scratch();
  private final float[] factorScores;

  /** The ALS score of each item of the table. */
  private final float[] scores;

  private float most;

  private final Best best = new Best(BEST_OF_ALS);

  /** Marks the candidates of a search by its number. */
  private final int[] marks;

  private int mark;
  private final int[] found;
  private final int[] owned;
  private int size;

  Candidates(AlsModel als, ItemTable items) {
    this.als = als;
    this.items = items;
    this.tableIndices = new int[als.items().size()];
    Arrays.setAll(tableIndices, i -> items.indexOf(als.items().id(i)));
    this.vector = new float[als.rank()];
    this.factorScores = new float[als.items().size()];
    this.scores = new float[items.size()];
    this.marks = new int[items.size()];
    this.found = new int[items.size()];
    this.owned = new int[items.size()];
  }

  /** Finds those of a user. */
  void find(int userId, OwnPurchases own) {
    mark++;
    size = 0;
    boolean isKnown = score(userId);
    for (int i = 0; i < own.size(); i++) {
      int item = items.indexOf(own.itemId(i));
      if (item >= 0) {
        add(item, i);
      }
    }
    if (isKnown) {
      addBestOfAls();
    }
    for (int item : items.popular()) {
      if (marks[item] != mark) {
        add(item, SignalReader.NOT_OWNED);
      }
    }
  }

  private boolean score(int userId) {
    int user = als.users().indexOf(userId);
    if (user < 0) {
      Arrays.fill(scores, 0);
      most = 0;
      return false;
    }
    als.users().copyVector(user, vector);
    als.items().scoreAll(vector, block, factorScores);
    most = 0;
    for (int i = 0; i < factorScores.length; i++) {
      most = Math.max(most, factorScores[i]);
      if (tableIndices[i] >= 0) {
        scores[tableIndices[i]] = factorScores[i];
      }
    }
    return true;
  }

  private void addBestOfAls() {
    best.clear();
    float least = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < factorScores.length; i++) {
      int item = tableIndices[i];
      if (factorScores[i] > least && item >= 0 && marks[item] != mark) {
        best.offer(item, factorScores[i]);
        if (best.size() == BEST_OF_ALS) {
          least = best.score(BEST_OF_ALS - 1);
        }
      }
    }
    for (int i = 0; i < best.size(); i++) {
      add(best.item(i), SignalReader.NOT_OWNED);
    }
  }

  private void add(int item, int ownedIndex) {
    marks[item] = mark;
    found[size] = item;
    owned[size++] = ownedIndex;
  }

  int size() {
    return size;
  }

  /** The index of a candidate in the table of items. */
  int item(int place) {
    return found[place];
  }

  /** Its index among own purchases, or {@link SignalReader#NOT_OWNED}. */
  int owned(int place) {
    return owned[place];
  }

  /** The largest ALS score of the user, at least 0. */
  float mostAls() {
    return most;
  }

  /** Its ALS score, 0 for a user whom ALS does not know. */
  float als(int place) {
    return scores[found[place]];
  }
}
