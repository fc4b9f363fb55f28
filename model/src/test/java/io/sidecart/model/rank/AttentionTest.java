package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.evaluate.PurchaseLog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** User 1 owns items 0 to 19, which ALS likes the more the higher their number; so user 2. */
class AttentionTest {
  private static final int ITEMS = 20;

  private final Examples examples = new Examples();

  AttentionTest() {
    Planted past = new Planted();
    float[] scores = new float[ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      past.buys(1, item, 10).buys(2, item, 10);
      scores[item] = item;
    }
    PurchaseLog log = past.buys(3, ITEMS, 10).log();
    PurchaseLog window = new Planted().buys(1, 3, 21).buys(2, 3, 21).log();
    examples.add(Planted.als(scores), ItemTables.of(log, Planted.at(20)), log, window);
  }

  @Test
  void theWindowBeforeTheLatestCountsHalf() {
    // given: one more window, in which user 1 alone bought
    PurchaseLog past = new Planted().buys(1, 0, 5).log();
    PurchaseLog window = new Planted().buys(1, 0, 11).log();
    examples.add(Planted.als(1), ItemTables.of(past, Planted.at(10)), past, window);
    int earlier = examples.of(2, true)[0];

    // when
    double[] alike = Attention.toLatest(examples);
    double[] best = Attention.toBest(examples, only(1), only(1));

    // then
    assertThat(earlier).isEqualTo(2 * (ITEMS + 1));
    assertThat(Arrays.copyOf(alike, earlier)).containsOnly(1);
    assertThat(alike[earlier]).isEqualTo(0.5);
    assertThat(best[earlier]).isEqualTo(0.5);
  }

  @Test
  void whatIsRankedFirstCountsFullyAndWhatFollowsLess() {
    // when
    double[] counts = Attention.toBest(examples, only(1), only(1));

    // then: of each user items 19 to 14 are in places 0 to 5, item 4 ten places behind those shown
    for (int user = 0; user < 2; user++) {
      int[] owned = examples.of(user, true);
      assertThat(owned).hasSize(ITEMS);
      for (int i = 0; i < ITEMS; i++) {
        double item = examples.signal(owned[i], Signal.ALS);
        double behind = Math.max(0, 14 - item);
        assertThat(counts[owned[i]]).isCloseTo(1 / (1 + behind / 10), within(1e-9));
      }
    }
  }

  @Test
  void whatIsNotOwnedHasPlacesOfItsOwn() {
    // when: the item that nobody of them owns is far behind all owned ones
    double[] counts = Attention.toBest(examples, only(1), only(-100));

    // then
    int[] others = examples.of(0, false);
    assertThat(others).hasSize(1);
    assertThat(counts[others[0]]).isEqualTo(1);
  }

  @Test
  void equalScoresCountTheSame() {
    double[] counts = Attention.toBest(examples, only(0), only(0));

    assertThat(counts).containsOnly(1);
  }

  private static Weights only(double als) {
    return Planted.only(Signal.ALS, als);
  }
}
