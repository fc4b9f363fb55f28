package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.Rules;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommenderTest {
  private static final List<Integer> BASELINE = List.of(90, 91, 92);
  private static final Factors USERS = Factors.builder(2).add(1, 1, 0).add(2, 0, 1).build();
  private static final AlsModel MODEL =
      new AlsModel(
          "v1",
          USERS,
          ItemFactors.of(Factors.builder(2).add(10, 3, 1).add(20, 2, 2).add(30, 1, 3).build()));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKnownUserGetsTheBestItemsOfTheModel(boolean reuse) {
    Recommender recommender = new Recommender(2, BASELINE, reuse, Rules.none());
    recommender.use(ServableModel.of(MODEL));

    for (int round = 0; round < 2; round++) {
      EnrichedEvent first = recommender.recommend(context(1));
      EnrichedEvent second = recommender.recommend(context(2));

      assertThat(first.recommendations())
          .containsExactly(new Recommendation(10, 3), new Recommendation(20, 2));
      assertThat(second.recommendations())
          .containsExactly(new Recommendation(30, 3), new Recommendation(20, 2));
      assertThat(first.why()).isEqualTo(Why.ALS);
      assertThat(first.modelVersion()).isEqualTo("v1");
    }
  }

  @Test
  void anUnknownUserGetsTheBaseline() {
    Recommender recommender = new Recommender(2, BASELINE, true, Rules.none());
    recommender.use(ServableModel.of(MODEL));

    EnrichedEvent row = recommender.recommend(context(3));

    assertThat(row.recommendations())
        .containsExactly(
            new Recommendation(90, 2, Reason.POPULAR), new Recommendation(91, 1, Reason.POPULAR));
    assertThat(row.why()).isEqualTo(Why.BASELINE);
    assertThat(row.modelVersion()).isNull();
  }

  @Test
  void everyoneGetsTheBaselineWithoutAModel() {
    Recommender recommender = new Recommender(2, BASELINE, true, Rules.none());

    assertThat(recommender.recommend(context(1)).why()).isEqualTo(Why.BASELINE);
  }

  @Test
  void nothingOfTheModelBeforeIsReused() {
    Recommender recommender = new Recommender(1, BASELINE, true, Rules.none());
    recommender.use(ServableModel.of(MODEL));
    recommender.recommend(context(1));

    recommender.use(
        ServableModel.of(
            new AlsModel("v2", USERS, ItemFactors.of(Factors.builder(2).add(40, 9, 9).build()))));

    EnrichedEvent row = recommender.recommend(context(1));
    assertThat(row.recommendations()).containsExactly(new Recommendation(40, 9));
    assertThat(row.modelVersion()).isEqualTo("v2");
  }

  @Test
  void theRowKeepsWhatTheEventCameWithAndItsPrecision() {
    Recommender recommender = new Recommender(2, BASELINE, true, Rules.none());
    recommender.use(ServableModel.of(MODEL));
    ItemFeatures features = new ItemFeatures(7, "GROCERY", "TEA");
    OwnPurchases own = OwnPurchases.of(List.of(new OwnItem(20, 1, null)));
    EventContext context = new EventContext(context(1).event(), features, own);

    EnrichedEvent row = recommender.recommend(context);

    assertThat(row.event()).isEqualTo(context.event());
    assertThat(row.features()).isEqualTo(features);
    assertThat(row.precisionAtK()).isEqualTo(0.5);
    assertThat(recommender.recommend(context(1)).precisionAtK()).isNull();
  }

  private static EventContext context(int user) {
    CartEvent event = new CartEvent(new EventId("cart", 0, 0), Instant.EPOCH, user, 7, 1, 2.5);
    return new EventContext(event, null, OwnPurchases.none());
  }
}
