package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Catalogues;
import io.sidecart.model.rules.ItemSet;
import io.sidecart.model.rules.Rules;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Items 0 to 299, which ALS likes the more the higher they are; user 1 bought the last ten. */
class RuledRankerTest {
  private static final int ITEMS = 300;

  private final PurchaseLog purchases = purchases();
  private final OwnPurchases own = OwnPurchasesOf.user(purchases, 0);
  private final ItemTable items = ItemTables.of(purchases, Planted.at(20));

  @Test
  void whatAListAllowsIsFoundHoweverFarDownItStands() {
    Rules rules = Rules.none().withAllow(ItemSet.of(List.of(3, 40, 41, 2, 295)));

    assertThat(best(rules)).containsExactly(295, 41, 40, 3, 2);
  }

  @Test
  void withoutRepeatsTheNextBestComes() {
    assertThat(best(Rules.none().withRepeats(false))).containsExactly(289, 288, 287, 286, 285);
  }

  @Test
  void whatWasBoughtOfLateIsLeftOut() {
    // user 1 bought item 290 on day 10, 291 on day 11, and so on
    assertThat(best(Rules.none().withExcludeBoughtDays(6)))
        .containsExactly(294, 293, 292, 291, 290);
  }

  @Test
  void aCategoryIsFullAfterSoManyItems() {
    // item i is of category i / 4
    assertThat(best(Rules.none().withMaxPerCategory(1))).containsExactly(299, 295, 291, 287, 283);
  }

  @Test
  void theReasonIsTheStrongestThatHolds() {
    // items 0 and 1 are bought by the same users as item 5, item 1 by all of them
    PurchaseLog together =
        new Planted()
            .buys(1, 5, 1)
            .buys(2, 5, 1)
            .buys(2, 1, 1)
            .buys(3, 5, 1)
            .buys(3, 1, 1)
            .buys(3, 0, 1)
            .buys(4, 9, 1)
            .log();
    Reasons reasons =
        new Reasons(
            ItemTables.of(together, Planted.at(3)),
            Catalogues.of(together, List.of(new ItemFeatures(9, "FOOD", "DAIRY"))));
    OwnPurchases bought =
        OwnPurchasesOf.user(new Planted().buys(7, 0, 1).buys(7, 5, 2, 3).log(), 0);

    List<Recommendation> explained =
        reasons.of(
            List.of(
                new Recommendation(5, 3),
                new Recommendation(1, 2),
                new Recommendation(9, 1),
                new Recommendation(77, 0)),
            bought);

    assertThat(explained)
        .extracting(Recommendation::reason)
        .containsExactly(
            Reason.boughtBefore(2),
            Reason.boughtWith(5),
            Reason.popularIn("DAIRY"),
            Reason.FOR_YOU);
  }

  @Test
  void theCartIsTheReasonWhereItIsCloser() {
    PurchaseLog together =
        new Planted().buys(2, 5, 1).buys(2, 1, 1).buys(3, 5, 1).buys(3, 1, 1).buys(3, 0, 1).log();
    Reasons reasons = new Reasons(ItemTables.of(together, Planted.at(3)), Catalogue.empty());
    List<Recommendation> shown = List.of(new Recommendation(1, 1, Reason.boughtWith(0)));

    assertThat(reasons.withCart(shown, 5).get(0).reason()).isEqualTo(Reason.boughtWith(5));
    List<Recommendation> closer = List.of(new Recommendation(1, 1, Reason.boughtWith(5)));
    assertThat(reasons.withCart(closer, 0)).isSameAs(closer);
    assertThat(reasons.withCart(closer, 77)).isSameAs(closer);
  }

  private List<Integer> best(Rules rules) {
    List<ItemFeatures> features =
        IntStream.range(0, ITEMS)
            .mapToObj(item -> new ItemFeatures(item, "D", "C" + item / 4))
            .toList();
    float[] scores = new float[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      scores[i] = i;
    }
    AlsModel als = Planted.als(scores);
    Weights byAls = Planted.only(Signal.ALS, 1);
    PersonalRanker ranker =
        new PersonalRanker(
            als,
            new LearnedRanking(items, byAls, byAls),
            rules,
            Catalogues.of(purchases, features));
    return ranker.best(1, own, Planted.at(20), 5, null).stream()
        .map(Recommendation::itemId)
        .toList();
  }

  private static PurchaseLog purchases() {
    Planted planted = new Planted();
    for (int item = 0; item < ITEMS; item++) {
      planted.buys(2, item, 1);
    }
    for (int i = 0; i < 10; i++) {
      planted.buys(1, 290 + i, 10 + i);
    }
    return planted.log();
  }
}
