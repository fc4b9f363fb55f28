package io.sidecart.model.rank;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.factors.Shortlist;
import io.sidecart.model.rules.Rules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The items that are worth scoring for a user: all that the user bought, those that ALS puts first
 * of the others, and those that sell best. Keeps scratch arrays, so one instance serves one thread.
 */
final class Candidates {
  /** How many of ALS's best are candidates. */
  static final int BEST_OF_ALS = 64;

  private final AlsModel als;
  private final ItemTable items;
  private final Rules rules;

  /** By index in the table whether the rules allow an item to anybody; null where to all. */
  private final boolean @Nullable [] shown;

  private final int[] popular;

  /** The index in the table of each item that ALS knows, negative where it has none. */
  private final int[] tableIndices;

  private final float[] vector;
  private final float[] block = ItemFactors.scratch();
  private final float[] factorScores;

  /** The ALS score of each item of the table. */
  private final float[] scores;

  private float most;

  private final Shortlist best = new Shortlist(BEST_OF_ALS);

  /** Marks the candidates of a search by its number. */
  private final int[] marks;

  private int mark;
  private final int[] found;
  private final int[] owned;
  private int size;

  Candidates(AlsModel als, ItemTable items) {
    this(als, items, Rules.none(), null);
  }

  /**
   * @param rules that the candidates keep
   * @param shown by index in the table whether they allow an item to anybody; null where to all
   */
  Candidates(AlsModel als, ItemTable items, Rules rules, boolean @Nullable [] shown) {
    this.als = als;
    this.items = items;
    this.rules = rules;
    this.shown = shown;
    this.popular = shown == null ? items.popular() : PopularItems.of(items, shown);
    this.tableIndices = new int[als.items().size()];
    Arrays.setAll(tableIndices, i -> items.indexOf(als.items().id(i)));
    this.vector = new float[als.rank()];
    this.factorScores = new float[als.items().size()];
    this.scores = new float[items.size()];
    this.marks = new int[items.size()];
    this.found = new int[items.size()];
    this.owned = new int[items.size()];
  }

  /** Finds those of a user, known to ALS or not. */
  void find(int userId, OwnPurchases own) {
    find(als.copyUser(userId, vector) ? vector : null, own, own, 0);
  }

  /**
   * Finds those of a user.
   *
   * @param user the user's factors, null where there are none
   * @param own what is a candidate as bought
   * @param bought what the rules take as bought, all of which is in {@code own}
   * @param at when they are to be shown, in milliseconds since 1970
   */
  void find(float @Nullable [] user, OwnPurchases own, OwnPurchases bought, long at) {
    mark++;
    size = 0;
    score(user);
    for (int i = 0; i < own.size(); i++) {
      int item = items.indexOf(own.itemId(i));
      if (item >= 0) {
        marks[item] = mark;
        boolean isAllowed =
            own == bought
                ? rules.allowsAgain(own.lastBought(i), at)
                : rules.allowsAgain(own.itemId(i), bought, at);
        if (isShown(item) && isAllowed) {
          add(item, i);
        }
      }
    }
    if (user != null) {
      addBestOfAls();
    }
    for (int item : popular) {
      if (marks[item] != mark) {
        add(item, SignalReader.NOT_OWNED);
      }
    }
  }

  private boolean isShown(int item) {
    return shown == null || shown[item];
  }

  private void score(float @Nullable [] user) {
    if (user == null) {
      Arrays.fill(scores, 0);
      most = 0;
      return;
    }
    als.items().scoreAll(user, block, factorScores);
    most = 0;
    for (int i = 0; i < factorScores.length; i++) {
      most = Math.max(most, factorScores[i]);
      if (tableIndices[i] >= 0) {
        scores[tableIndices[i]] = factorScores[i];
      }
    }
  }

  private void addBestOfAls() {
    best.clear();
    float least = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < factorScores.length; i++) {
      int item = tableIndices[i];
      if (factorScores[i] > least && item >= 0 && marks[item] != mark && isShown(item)) {
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
