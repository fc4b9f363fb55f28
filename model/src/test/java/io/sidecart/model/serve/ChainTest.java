package io.sidecart.model.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.evaluate.Shop;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Catalogues;
import io.sidecart.model.rules.ItemSet;
import io.sidecart.model.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Items 0 to 99, of which user 1 likes the higher ones more. Item i is of category C(i / 10), those
 * from 90 on are of none. Item 50 sells best, then 51 and so on; those below 50 did not sell.
 */
class ChainTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<Integer> BASELINE = List.of(50, 60, 70, 80, 20);
  private static final OwnPurchases NOTHING = OwnPurchases.none();

  @Test
  void aKnownUserGetsTheBestOfTheModel() {
    assertThat(items(Rules.none(), 1, NOTHING)).containsExactly(99, 98, 97, 96, 95);
  }

  @Test
  void listsAreSearchedAsDeepAsItTakes() {
    Rules rules =
        Rules.none().withAllow(ItemSet.of(List.of(3, 40, 41, 2, 1, 0, 98))).withDeny(set(98));

    assertThat(items(rules, 1, NOTHING)).containsExactly(41, 40, 3, 2, 1);
  }

  @Test
  void aCategoryIsFullAfterSoManyItems() {
    assertThat(items(Rules.none().withMaxPerCategory(2).withDeny(from90()), 1, NOTHING))
        .containsExactly(89, 88, 79, 78, 69);
    assertThat(items(Rules.none().withMaxPerCategory(1).withDeny(from90()), 1, NOTHING))
        .containsExactly(89, 79, 69, 59, 49);
  }

  @Test
  void anItemWithoutACategoryStandsForOneOfItsOwn() {
    assertThat(items(Rules.none().withMaxPerCategory(1), 1, NOTHING))
        .containsExactly(99, 98, 97, 96, 95);
  }

  @Test
  void whatWasBoughtOfLateIsLeftOut() {
    OwnPurchases own =
        own(
            new OwnItem(99, 1, NOW.minus(Duration.ofDays(2))),
            new OwnItem(98, 1, NOW.minus(Duration.ofDays(3))),
            new OwnItem(97, 1, null));

    assertThat(items(Rules.none().withExcludeBoughtDays(3), 1, own))
        .containsExactly(98, 97, 96, 95, 94);
    assertThat(items(Rules.none().withRepeats(false), 1, own)).containsExactly(96, 95, 94, 93, 92);
  }

  @Test
  void cheapItemsAndThoseWithoutAPriceAreLeftOut() {
    // 50 to 99 cost 1.50 and the others are unknown
    assertThat(items(Rules.none().withMinPrice(1.5).withDeny(from90()), 1, NOTHING))
        .containsExactly(89, 88, 87, 86, 85);
    assertThat(items(Rules.none().withMinPrice(1.51), 1, NOTHING)).isEmpty();
    assertThat(items(Rules.none().withMinPrice(1.5).withAllow(set(20, 30)), 1, NOTHING)).isEmpty();
  }

  @Test
  void bestSellersFillWhatTheRulesLeaveEmpty() {
    Answer answer =
        chain(Rules.none().withMaxPerCategory(1), model(80, 89), true)
            .answer(request(1, Request.NO_ITEM, NOTHING));

    // 80 is of the category of 89, and what has no category comes last
    assertThat(ids(answer)).containsExactly(89, 50, 60, 70, 20);
    assertThat(answer.why()).isEqualTo(Why.ALS);
    assertThat(answer.items())
        .extracting(Recommendation::score)
        .isSortedAccordingTo((one, other) -> Float.compare(other, one));
    assertThat(answer.items().get(1).reason()).isEqualTo(Reason.popularIn("C5"));
  }

  @Test
  void bestSellersFillWhatAModelLeavesEmpty() {
    Answer answer =
        chain(Rules.none(), model(98, 99), true).answer(request(1, Request.NO_ITEM, NOTHING));

    assertThat(ids(answer)).containsExactly(99, 98, 50, 60, 70);
  }

  @Test
  void anItemThatCostsJustTheLeastPriceIsShown() {
    // 2.55 as a float is below 2.55 as a double
    assertThat(Rules.none().withMinPrice(2.55).allows(1, 2.55f)).isTrue();
    assertThat(Rules.none().withMinPrice(2.56).allows(1, 2.55f)).isFalse();
  }

  @Test
  void theNextBestComesInThePlaceOfTheCart() {
    Chain chain = chain(Rules.none().withExcludeCart(true), model(0, 99), true);

    assertThat(ids(chain.answer(request(1, 7, NOTHING)))).containsExactly(99, 98, 97, 96, 95);
    assertThat(ids(chain.answer(request(1, 97, NOTHING)))).containsExactly(99, 98, 96, 95, 94);
    assertThat(ids(chain.answer(request(1, 94, NOTHING)))).containsExactly(99, 98, 97, 96, 95);
  }

  @Test
  void theCartLeavesRoomInItsCategory() {
    Chain chain =
        chain(
            Rules.none().withExcludeCart(true).withMaxPerCategory(1).withDeny(from90()),
            model(0, 99),
            true);

    assertThat(ids(chain.answer(request(1, 79, NOTHING)))).containsExactly(89, 78, 69, 59, 49);
  }

  @Test
  void keepingItemsChangesNone() {
    Rules rules = Rules.none().withExcludeCart(true).withRepeats(false).withMaxPerCategory(2);
    Chain kept = chain(rules, model(0, 99), true);
    Chain fresh = chain(rules, model(0, 99), false);
    for (int round = 0; round < 100; round++) {
      OwnPurchases own = own(new OwnItem(99 - round / 10, 1, NOW));
      Request request = request(1, 99 - round % 12, own);

      assertThat(kept.answer(request)).isEqualTo(fresh.answer(request));
    }
  }

  @Test
  void anUnknownUserIsFoldedInFromPurchasesAndCart() {
    // given: two tastes; the known buyers of each have it as their factor
    Chain chain = chain(Rules.none().withExcludeCart(true), tastes(), true);

    Answer byPurchases = chain.answer(request(9, Request.NO_ITEM, own(new OwnItem(10, 2, NOW))));
    Answer byCart = chain.answer(request(9, 21, NOTHING));

    assertThat(ids(byPurchases)).startsWith(10, 11, 12);
    assertThat(byPurchases.why()).isEqualTo(Why.FOLD_IN);
    assertThat(byPurchases.version()).isEqualTo("planted");
    assertThat(byPurchases.items().get(0).reason()).isEqualTo(Reason.boughtBefore(2));
    assertThat(ids(byCart)).startsWith(20, 22).doesNotContain(21);
    assertThat(byCart.why()).isEqualTo(Why.FOLD_IN);
    assertThat(byCart.items()).extracting(Recommendation::reason).containsOnly(Reason.FOR_YOU);
  }

  @Test
  void rulesHoldForThoseFoldedIn() {
    Rules rules = Rules.none().withRepeats(false).withDeny(set(12));

    Answer answer =
        chain(rules, tastes(), true)
            .answer(request(9, Request.NO_ITEM, own(new OwnItem(10, 2, NOW))));

    assertThat(ids(answer)).startsWith(11).doesNotContain(10, 12);
  }

  @Test
  void theCartIsNothingThatTheRulesTakeAsBought() {
    // given: rules that leave out what was bought, and a cart that may be shown
    for (ServableModel model : List.of(tastes(), rankedTastes())) {
      for (Rules rules :
          List.of(Rules.none().withRepeats(false), Rules.none().withExcludeBoughtDays(7))) {
        Chain chain = chain(rules, model, true);

        Answer known = chain.answer(request(2, 21, NOTHING));
        Answer foldedIn = chain.answer(request(9, 21, NOTHING));
        Answer bought = chain.answer(request(9, 21, own(new OwnItem(21, 1, NOW))));

        // then: it is shown to a known user and to one folded in, unless it was bought before
        assertThat(ids(known)).contains(21);
        assertThat(ids(foldedIn)).contains(21);
        assertThat(foldedIn.why()).isEqualTo(Why.FOLD_IN);
        assertThat(ids(bought)).doesNotContain(21);
      }
    }
  }

  @Test
  void whatFillsUpAndWasBoughtBeforeSaysSo() {
    OwnPurchases own = own(new OwnItem(60, 3, NOW));

    Answer known =
        chain(Rules.none(), model(98, 99), true).answer(request(1, Request.NO_ITEM, own));
    Answer byCategory = chain(Rules.none(), model(0, 99), true).answer(request(9, 65, own));

    assertThat(ids(known)).containsExactly(99, 98, 50, 60, 70);
    assertThat(known.items())
        .extracting(Recommendation::reason)
        .endsWith(Reason.popularIn("C5"), Reason.boughtBefore(3), Reason.popularIn("C7"));
    assertThat(byCategory.items().get(0).reason()).isEqualTo(Reason.boughtBefore(3));
  }

  @Test
  void whereNothingCanBeFoldedInTheCategoryOfTheCartDecides() {
    // explicit factors: there is no fold-in
    Answer answer = chain(Rules.none(), model(0, 99), true).answer(request(9, 65, NOTHING));

    assertThat(ids(answer)).containsExactly(60, 61, 62, 63, 64);
    assertThat(answer.why()).isEqualTo(Why.POPULAR_IN_CATEGORY);
    assertThat(answer.items())
        .extracting(Recommendation::reason)
        .containsOnly(Reason.popularIn("C6"));
    assertThat(answer.version()).isEqualTo("planted");
  }

  @Test
  void theEventKnowsTheCategoryOfANewItem() {
    Answer answer =
        chain(Rules.none().withExcludeCart(true), model(0, 99), true)
            .answer(new Request(9, 777, "C7", NOTHING, NOW.toEpochMilli()));

    assertThat(ids(answer)).containsExactly(70, 71, 72, 73, 74);
  }

  @Test
  void rulesHoldForTheBestSellersOfACategory() {
    Rules rules =
        Rules.none().withExcludeCart(true).withMaxPerCategory(2).withDeny(set(60)).withMinPrice(1);

    Answer answer = chain(rules, model(0, 99), true).answer(request(9, 61, NOTHING));

    // then: two of the category, and best sellers of others; 20 has no price
    assertThat(ids(answer)).containsExactly(62, 63, 50, 70, 80);
  }

  @Test
  void theBaselineServesWhereNothingIsKnown() {
    Answer answer =
        chain(Rules.none(), model(0, 99), true).answer(request(9, Request.NO_ITEM, NOTHING));

    assertThat(ids(answer)).isEqualTo(BASELINE);
    assertThat(answer.why()).isEqualTo(Why.BASELINE);
    assertThat(answer.version()).isNull();
    assertThat(answer.items())
        .extracting(Recommendation::score)
        .containsExactly(5f, 4f, 3f, 2f, 1f);
  }

  @Test
  void rulesHoldForTheBaseline() {
    Rules rules = Rules.none().withExcludeCart(true).withDeny(set(60));
    Chain withModel = chain(rules, model(0, 99), true);
    Chain withoutModel = chain(rules, null, true);

    assertThat(ids(withoutModel.answer(request(9, 70, NOTHING)))).containsExactly(50, 80, 20);
    assertThat(ids(withModel.answer(new Request(9, 999, null, NOTHING, NOW.toEpochMilli()))))
        .containsExactly(50, 70, 80, 20, 51);
  }

  private static List<Integer> items(Rules rules, int user, OwnPurchases own) {
    return ids(chain(rules, model(0, 99), true).answer(request(user, Request.NO_ITEM, own)));
  }

  private static List<Integer> ids(Answer answer) {
    return answer.items().stream().map(Recommendation::itemId).toList();
  }

  private static Chain chain(Rules rules, @Nullable ServableModel model, boolean reuse) {
    Chain chain = new Chain(rules, BASELINE, 5, reuse);
    chain.use(model);
    return chain;
  }

  private static Request request(int user, int cart, OwnPurchases own) {
    return new Request(user, cart, null, own, NOW.toEpochMilli());
  }

  /** Explicit factors of the items from the first to the last, which are their scores. */
  private static ServableModel model(int first, int last) {
    Factors.Builder items = Factors.builder(1);
    for (int item = first; item <= last; item++) {
      items.add(item, item);
    }
    return new ServableModel(als(Factors.builder(1).add(1, 1).build(), items.build()), null)
        .with(catalogue());
  }

  /** Items 10 to 12 along one factor, 20 to 22 along the other, the first of each the longest. */
  private static ServableModel tastes() {
    Factors items =
        Factors.builder(2)
            .add(10, 1, 0.1f)
            .add(11, 0.9f, 0)
            .add(12, 0.8f, 0)
            .add(20, 0.1f, 1)
            .add(21, 0, 0.9f)
            .add(22, 0, 0.8f)
            .build();
    AlsModel als = als(Factors.builder(2).add(1, 1, 0).add(2, 0, 1).build(), items);
    return ServableModel.of(als).with(FoldIn.implicit(als.items(), 0.1, 10));
  }

  /** The same, with a ranking that goes by the factors. */
  private static ServableModel rankedTastes() {
    ServableModel tastes = tastes();
    Shop shop = new Shop().buys(1, 1, 10, 11, 12).buys(2, 1, 20, 21, 22);
    double[] weights = new double[Signal.COUNT];
    weights[Signal.ALS.ordinal()] = 1;
    Weights byFactors = Weights.of(0, weights);
    return new ServableModel(
        tastes.als(),
        new LearnedRanking(ItemTables.of(shop.log(), NOW.toEpochMilli()), byFactors, byFactors),
        tastes.catalogue(),
        tastes.foldIn());
  }

  private static AlsModel als(Factors users, Factors items) {
    return new AlsModel("planted", users, ItemFactors.of(items));
  }

  private static Catalogue catalogue() {
    Shop shop = new Shop();
    List<ItemFeatures> features = new ArrayList<>();
    for (int item = 0; item < 100; item++) {
      for (int times = item; item >= 50 && times < 100; times++) {
        shop.buys(7, 1, item);
      }
      if (item < 90) {
        features.add(new ItemFeatures(item, "D", "C" + item / 10));
      }
    }
    return Catalogues.of(shop.log(), features);
  }

  private static OwnPurchases own(OwnItem... items) {
    return OwnPurchases.of(List.of(items));
  }

  private static ItemSet from90() {
    return set(90, 91, 92, 93, 94, 95, 96, 97, 98, 99);
  }

  private static ItemSet set(Integer... items) {
    return ItemSet.of(List.of(items));
  }
}
