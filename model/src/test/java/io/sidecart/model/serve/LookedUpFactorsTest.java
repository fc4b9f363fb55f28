package io.sidecart.model.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Why;
import io.sidecart.model.evaluate.Shop;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.rank.ItemTables;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rank.Signal;
import io.sidecart.model.rank.Weights;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Rules;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that holds 20 users beside one that holds none and is given their vectors, both of the
 * same 200 items of random factors; users 20 and 21 are known to neither.
 */
class LookedUpFactorsTest {
  private static final int USERS = 20;
  private static final int ITEMS = 200;
  private static final int RANK = 7;
  private static final int DAY = 90;

  private final Random random = new Random(42);
  private final Factors users = factors(USERS);
  private final ItemFactors items = ItemFactors.of(factors(ITEMS));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void serveAsThoseThatTheModelHolds(boolean learned) {
    Chain holding = chain(users, learned);
    Chain given = chain(Factors.builder(RANK).build(), learned);

    for (int round = 0; round < 2; round++) {
      for (int user = 0; user < USERS + 2; user++) {
        Answer expected = holding.answer(request(user, null));
        Answer answer = given.answer(request(user, vector(user)));

        assertThat(answer).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aUserWithoutAnyIsFoldedIn(boolean learned) {
    Answer answer = chain(Factors.builder(RANK).build(), learned).answer(request(1, null));

    assertThat(answer.why()).isEqualTo(Why.FOLD_IN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thoseOfAModelOfAnotherRankAreRefused(boolean learned) {
    Chain chain = chain(Factors.builder(RANK).build(), learned);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> chain.answer(request(1, FactorVector.of(1, 2))))
        .withMessage("2 factors of user 1 for model planted of rank 7");
  }

  private Chain chain(Factors known, boolean learned) {
    Chain chain = new Chain(Rules.none().withExcludeCart(true), List.of(1, 2, 3), 5, true);
    chain.use(
        new ServableModel(
            new AlsModel("planted", known, items),
            learned ? ranking() : null,
            Catalogue.empty(),
            FoldIn.implicit(items, 0.1, 10)));
    return chain;
  }

  /** Weights on all signals, of which some are of the factors. */
  private static LearnedRanking ranking() {
    Shop shop = new Shop();
    for (int item = 0; item < ITEMS; item++) {
      shop.buys(item % USERS, item % DAY, item, (item + 1) % ITEMS);
    }
    double[] weights = new double[Signal.COUNT];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.1 * (i % 5 + 1);
    }
    Weights some = Weights.of(0.3, weights);
    return new LearnedRanking(ItemTables.of(shop.log(), Shop.millis(DAY)), some, some);
  }

  private @Nullable FactorVector vector(int user) {
    int index = users.indexOf(user);
    return index < 0 ? null : FactorVector.of(users.vector(index));
  }

  private static Request request(int user, @Nullable FactorVector factors) {
    OwnPurchases own =
        OwnPurchases.of(
            List.of(
                new OwnItem(user, 3, Shop.day(DAY - 2)),
                new OwnItem(user + 50, 1, Shop.day(DAY - 9))));
    return new Request(user, user + 90, null, own, Shop.millis(DAY), factors);
  }

  private Factors factors(int count) {
    Factors.Builder factors = Factors.builder(RANK);
    for (int id = 0; id < count; id++) {
      float[] vector = new float[RANK];
      for (int place = 0; place < RANK; place++) {
        vector[place] = (float) random.nextGaussian();
      }
      factors.add(id, vector);
    }
    return factors.build();
  }
}
