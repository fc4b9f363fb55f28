package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Purchase;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import io.sidecart.model.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items 10 and 20, of which a user gets the one bought more often. ALS prefers item 10. */
class RankedRecommenderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<Integer> BASELINE = List.of(90);

  private final Recommender recommender = new Recommender(1, BASELINE, true, Rules.none());

  @BeforeEach
  void serve() {
    recommender.use(model());
  }

  @Test
  void ownPurchasesDecide() {
    EnrichedEvent row = recommender.recommend(context(1, NOW, own(1, 3)));

    assertThat(row.recommendations()).extracting(Recommendation::itemId).containsExactly(20);
    assertThat(row.why()).isEqualTo(Why.RANKED);
    assertThat(row.modelVersion()).isEqualTo("v1");
  }

  @Test
  void newPurchasesOfAUserCountAtOnce() {
    recommender.recommend(context(1, NOW, own(1, 3)));

    EnrichedEvent row = recommender.recommend(context(1, NOW, own(4, 3)));

    assertThat(row.recommendations()).extracting(Recommendation::itemId).containsExactly(10);
  }

  @Test
  void whatIsKeptServesTheSameDay() {
    EnrichedEvent first = recommender.recommend(context(1, NOW, own(1, 3)));

    EnrichedEvent later = recommender.recommend(context(1, NOW.plusSeconds(60), own(1, 3)));
    EnrichedEvent nextDay =
        recommender.recommend(context(1, NOW.plus(Duration.ofDays(1)), own(1, 3)));

    assertThat(later.recommendations()).isSameAs(first.recommendations());
    assertThat(nextDay.recommendations()).isNotSameAs(first.recommendations());
  }

  @Test
  void aUserWhomAlsDoesNotKnowIsServedByOwnPurchases() {
    EnrichedEvent row = recommender.recommend(context(9, NOW, own(1, 3)));

    assertThat(row.recommendations()).extracting(Recommendation::itemId).containsExactly(20);
    assertThat(row.why()).isEqualTo(Why.RANKED);
  }

  @Test
  void aUserOfWhomNothingIsKnownGetsTheBaseline() {
    EnrichedEvent row = recommender.recommend(context(9, NOW, OwnPurchases.none()));

    assertThat(row.recommendations()).extracting(Recommendation::itemId).isEqualTo(BASELINE);
    assertThat(row.why()).isEqualTo(Why.BASELINE);
  }

  private static OwnPurchases own(int timesOf10, int timesOf20) {
    return OwnPurchases.of(
        List.of(new OwnItem(10, timesOf10, NOW), new OwnItem(20, timesOf20, NOW)));
  }

  private static ServableModel model() {
    PurchaseLog purchases =
        PurchaseLog.builder()
            .add(new Purchase("planted", 1, 1, 10, 1, 2.0, null, NOW))
            .add(new Purchase("planted", 2, 1, 20, 1, 2.0, null, NOW))
            .build();
    double[] weights = new double[Signal.COUNT];
    weights[Signal.TIMES.ordinal()] = 1;
    Weights times = Weights.of(0, weights);
    Factors users = Factors.builder(1).add(1, 1).build();
    Factors items = Factors.builder(1).add(10, 9).add(20, 1).build();
    return new ServableModel(
        new AlsModel("v1", users, ItemFactors.of(items)),
        new LearnedRanking(ItemTables.of(purchases, NOW.toEpochMilli()), times, times));
  }

  private static EventContext context(int user, Instant at, OwnPurchases own) {
    CartEvent event = new CartEvent(new EventId("cart", 0, 0), at, user, 7, 1, 2.5);
    return new EventContext(event, null, own);
  }
}
