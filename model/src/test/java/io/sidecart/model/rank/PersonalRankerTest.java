package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Recommendation;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalRankerTest {
  private static final Weights NOTHING = Weights.of(-5, new double[Signal.COUNT]);

  @Test
  void whatIsDueComesBeforeWhatWasBoughtMoreOften() {
    // given: item 0 each week, the last time 7 days ago; item 1 often, and not since
    PurchaseLog purchases =
        new Planted()
            .buys(1, 0, 64, 71, 78, 85, 92)
            .buys(1, 1, 80, 90, 91, 92, 93, 94, 95, 96, 97, 98)
            .log();
    LearnedRanking ranking =
        new LearnedRanking(items(purchases, 99), Planted.only(Signal.DUE, 1), NOTHING);

    // when
    List<Recommendation> best = best(Planted.als(0, 0), ranking, purchases, 1, 99);

    // then
    assertThat(best).extracting(Recommendation::itemId).containsExactly(0, 1);
  }

  @Test
  void repeatAndExploreHaveTheirOwnWeights() {
    // given: user 1 owns items 0 and 1; ALS likes item 1 and item 3
    PurchaseLog purchases = new Planted().buys(1, 0, 10).buys(1, 1, 10).buys(2, 2, 5).log();
    PurchaseLog all = new Planted().buys(1, 0, 10).buys(1, 1, 10).buys(2, 2, 5).buys(2, 3, 5).log();
    LearnedRanking ranking =
        new LearnedRanking(
            items(all, 20), Planted.only(Signal.ALS, -1), Planted.only(Signal.ALS, 10));

    // when
    List<Recommendation> best =
        best(Planted.als(0.1f, 0.2f, 0.3f, 0.4f), ranking, purchases, 1, 20);

    // then: by 10 x 0.4, 10 x 0.3, -0.1, -0.2
    assertThat(best).extracting(Recommendation::itemId).containsExactly(3, 2, 0, 1);
    assertThat(best.get(0).score()).isCloseTo(4, within(1e-5f));
  }

  @Test
  void equalItemsComeInTheOrderOfTheirIds() {
    PurchaseLog purchases = new Planted().buys(1, 7, 3).buys(1, 4, 2).buys(2, 5, 1).log();
    LearnedRanking ranking =
        new LearnedRanking(items(purchases, 9), Planted.only(Signal.ALS, 0), weightless());

    List<Recommendation> best = best(Planted.als(), ranking, purchases, 1, 9);

    assertThat(best).extracting(Recommendation::itemId).containsExactly(4, 5, 7);
  }

  @Test
  void whatIsNotAllowedIsPassedOver() {
    PurchaseLog purchases = new Planted().buys(1, 0, 10).buys(2, 1, 9).buys(2, 2, 9).log();
    LearnedRanking ranking = new LearnedRanking(items(purchases, 12), weightless(), weightless());
    PersonalRanker ranker = new PersonalRanker(Planted.als(1, 1, 1), ranking);
    OwnPurchases own = OwnPurchasesOf.user(purchases, 0);

    List<Recommendation> explore =
        ranker.best(1, own, Planted.at(12), 5, item -> !own.contains(item));

    assertThat(explore).extracting(Recommendation::itemId).containsExactly(1, 2);
  }

  @Test
  void aUserWhomAlsDoesNotKnowIsRankedByOwnPurchasesAndPopularity() {
    // given: user 9 has purchases on record, and came after the factors were trained
    PurchaseLog purchases = new Planted().buys(9, 0, 10, 11).buys(2, 1, 9).log();
    LearnedRanking ranking =
        new LearnedRanking(items(purchases, 12), Planted.only(Signal.TIMES, 3), NOTHING);

    List<Recommendation> best = best(Planted.als(1, 1), ranking, purchases, 9, 12);

    assertThat(best).extracting(Recommendation::itemId).containsExactly(0, 1);
  }

  @Test
  void anOwnItemThatTheModelDoesNotKnowIsPassedOver() {
    PurchaseLog known = new Planted().buys(1, 0, 10).log();
    PurchaseLog since = new Planted().buys(1, 0, 10).buys(1, 77, 11).log();
    LearnedRanking ranking = new LearnedRanking(items(known, 12), weightless(), weightless());

    List<Recommendation> best = best(Planted.als(1), ranking, since, 1, 12);

    assertThat(best).extracting(Recommendation::itemId).containsExactly(0);
  }

  @Test
  void servingScoresWhatTrainingSaw() {
    // given: weights on all signals, and the examples that training would see of user 1
    PurchaseLog past =
        new Planted().buys(1, 0, 10, 20, 30).buys(1, 1, 40).buys(2, 0, 45).buys(2, 2, 45).log();
    PurchaseLog window = new Planted().buys(1, 2, 51).log();
    AlsModel als = Planted.als(0.5f, 0.2f, 0.4f);
    ItemTable items = items(past, 50);
    double[] values = new double[Signal.COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.1 * (i + 1);
    }
    Weights weights = Weights.of(0.3, values);
    Examples examples = new Examples();
    examples.add(als, items, past, window);

    // when
    List<Recommendation> served =
        best(als, new LearnedRanking(items, weights, weights), past, 1, 50);

    // then: each candidate's score is its weighted signals, and the one that was bought is marked
    assertThat(examples.size()).isEqualTo(3);
    double[] scores = new double[3];
    for (int example = 0; example < 3; example++) {
      scores[example] = 0.3;
      for (Signal signal : Signal.values()) {
        scores[example] += values[signal.ordinal()] * examples.signal(example, signal);
      }
      assertThat(examples.isBought(example)).isEqualTo(example == 2);
      assertThat(examples.isOwned(example)).isEqualTo(example < 2);
      int item = example;
      assertThat(served)
          .filteredOn(each -> each.itemId() == item)
          .singleElement()
          .extracting(each -> (double) each.score())
          .satisfies(score -> assertThat(score).isCloseTo(scores[item], within(1e-4)));
    }
  }

  private static ItemTable items(PurchaseLog purchases, double day) {
    return ItemTables.of(purchases, Planted.at(day));
  }

  private static Weights weightless() {
    return Weights.of(0, new double[Signal.COUNT]);
  }

  private static List<Recommendation> best(
      AlsModel als, LearnedRanking ranking, PurchaseLog purchases, int user, double day) {
    OwnPurchases own = OwnPurchasesOf.user(purchases, purchases.indexOf(user));
    return new PersonalRanker(als, ranking).best(user, own, Planted.at(day), 5, null);
  }
}
