package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LearnWeightsTest {
  private final Examples examples = RandomExamples.make();
  private final double[] counts = Attention.toLatest(examples);

  @Test
  void asManyAreExpectedToBeBoughtAsWere() {
    for (boolean owned : new boolean[] {true, false}) {
      Weights weights = LearnWeights.of(examples, owned, counts);

      double expected = 0;
      double bought = 0;
      for (int example = 0; example < examples.size(); example++) {
        if (examples.isOwned(example) == owned) {
          expected += counts[example] / (1 + Math.exp(-odds(weights, example)));
          bought += examples.isBought(example) ? counts[example] : 0;
        }
      }
      assertThat(bought).isPositive();
      assertThat(expected).isCloseTo(bought, within(1e-6 * bought));
    }
  }

  @Test
  void anExampleThatCountsMoreWeighsMore() {
    Examples alike = Planted.ofTwoAlike();
    double[] threefold = new double[alike.size()];
    Arrays.setAll(threefold, i -> alike.isBought(i) ? 3 : 1);

    Weights weights = LearnWeights.of(alike, true, threefold);

    // then: the odds are 3 to 1
    assertThat(weights.intercept()).isCloseTo(Math.log(3), within(1e-6));
  }

  @Test
  void whatIsBoughtOftenIsExpectedMore() {
    Weights weights = LearnWeights.of(examples, true, counts);

    double ofBought = 0;
    double ofOthers = 0;
    int hits = 0;
    int misses = 0;
    for (int example = 0; example < examples.size(); example++) {
      if (examples.isOwned(example) && examples.isBought(example)) {
        ofBought += odds(weights, example);
        hits++;
      } else if (examples.isOwned(example)) {
        ofOthers += odds(weights, example);
        misses++;
      }
    }
    assertThat(ofBought / hits).isGreaterThan(ofOthers / misses + 0.5);
  }

  @Test
  void signalsOfOwnItemsHaveNoWeightForOthers() {
    Weights weights = LearnWeights.of(examples, false, counts);

    for (Signal signal : Signal.values()) {
      if (signal.ordinal() >= Signal.COUNT_NOT_OWNED) {
        assertThat(weights.weights().get(signal)).as(signal.label()).isZero();
      }
    }
  }

  @Test
  void theSameExamplesTeachTheSameToTheLastBit() {
    assertThat(LearnWeights.of(examples, true, counts))
        .isEqualTo(LearnWeights.of(RandomExamples.make(), true, counts));
  }

  @Test
  void whereNothingIsBoughtTheOddsAreLow() {
    // given: neither of two users buys the item again
    Examples examples = Planted.ofTwo(new Planted().buys(1, 1, 31).buys(2, 1, 31));

    Weights weights = LearnWeights.of(examples, true, ones(examples));

    assertThat(weights).isEqualTo(Weights.of(Math.log(0.5 / 2.5), new double[Signal.COUNT]));
  }

  @Test
  void whereAllIsBoughtTheOddsAreHigh() {
    Examples examples = Planted.ofTwo(new Planted().buys(1, 0, 31).buys(2, 0, 31));

    Weights weights = LearnWeights.of(examples, true, ones(examples));

    assertThat(weights).isEqualTo(Weights.of(Math.log(2.5 / 0.5), new double[Signal.COUNT]));
  }

  private static double[] ones(Examples examples) {
    double[] ones = new double[examples.size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private double odds(Weights weights, int example) {
    double odds = weights.intercept();
    for (Signal signal : Signal.values()) {
      odds += weights.weights().get(signal) * examples.signal(example, signal);
    }
    return odds;
  }
}
