package io.sidecart.model.serve;

import io.sidecart.model.Recommendation;
import io.sidecart.model.rank.Reasons;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/** Items that sell well, for those of whom nothing better is known. Keeps the rules. */
final class BestSellers {
  private final Rules rules;
  private final Catalogue catalogue;
  private final List<Integer> baseline;
  private final Reasons reasons;

  /**
   * @param baseline the first to be shown; after them comes what sells best in the catalogue
   */
  BestSellers(Rules rules, Catalogue catalogue, List<Integer> baseline) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.baseline = baseline;
    this.reasons = new Reasons(null, catalogue);
  }

  /**
   * The best sellers of a category, filled up with those of all; empty where the rules leave none
   * of the category. No model scores these: their scores count down to 1.
   *
   * @param category any number of a category, or {@link Catalogue#UNKNOWN}
   * @param without an item that is left out, or {@link Request#NO_ITEM}
   */
  List<Recommendation> ofCategory(int category, Request request, int k, int without) {
    if (category == Catalogue.UNKNOWN) {
      return List.of();
    }
    List<Recommendation> chosen = new ArrayList<>(k);
    for (int i = 0; i < catalogue.popularSize(category) && chosen.size() < k; i++) {
      int itemId = catalogue.id(catalogue.popular(category, i));
      if (isFree(itemId, chosen, request, without)) {
        chosen.add(new Recommendation(itemId, 0, reasons.popular(itemId, request.own())));
      }
    }
    return chosen.isEmpty() ? chosen : countedDown(filled(chosen, request, k, without));
  }

  /** The baseline: the best sellers of all. Their scores count down to 1. */
  List<Recommendation> ofAll(Request request, int k, int without) {
    return countedDown(filled(List.of(), request, k, without));
  }

  private static List<Recommendation> countedDown(List<Recommendation> items) {
    List<Recommendation> scored = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Recommendation item = items.get(i);
      scored.add(new Recommendation(item.itemId(), items.size() - i, item.reason()));
    }
    return scored;
  }

  /** Items, and best sellers up to k where they are fewer; each scores one less than the last. */
  List<Recommendation> filled(List<Recommendation> items, Request request, int k, int without) {
    if (items.size() >= k) {
      return items;
    }
    List<Recommendation> filled = new ArrayList<>(items);
    for (int i = 0; i < baseline.size() && filled.size() < k; i++) {
      offer(baseline.get(i), filled, request, without);
    }
    for (int i = 0; i < catalogue.popularSize() && filled.size() < k; i++) {
      offer(catalogue.id(catalogue.popular(i)), filled, request, without);
    }
    return filled;
  }

  private void offer(int itemId, List<Recommendation> chosen, Request request, int without) {
    if (isFree(itemId, chosen, request, without)) {
      float score = chosen.isEmpty() ? 0 : chosen.get(chosen.size() - 1).score() - 1;
      chosen.add(new Recommendation(itemId, score, reasons.popular(itemId, request.own())));
    }
  }

  private boolean isFree(int itemId, List<Recommendation> chosen, Request request, int without) {
    if (itemId == without
        || !rules.allows(itemId, rules.minPrice() == 0 ? 0 : catalogue.priceOf(itemId))
        || !rules.allowsAgain(itemId, request.own(), request.at())) {
      return false;
    }
    int category = rules.limitCategories() ? catalogue.categoryOf(itemId) : Catalogue.UNKNOWN;
    int same = 0;
    for (Recommendation each : chosen) {
      if (each.itemId() == itemId) {
        return false;
      }
      if (category != Catalogue.UNKNOWN && catalogue.categoryOf(each.itemId()) == category) {
        same++;
      }
    }
    return !rules.limitCategories() || same < rules.maxPerCategory();
  }
}
