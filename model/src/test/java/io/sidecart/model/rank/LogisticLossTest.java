package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticLossTest {
  private static final double STEP = 1e-5;

  private final Examples examples = RandomExamples.make();
  private final double[] counts = Attention.toLatest(examples);
  private final int[] owned =
      IntStream.range(0, examples.size()).filter(examples::isOwned).toArray();
  private final LogisticLoss loss =
      new LogisticLoss(examples, owned, Signal.COUNT, counts, LearnWeights.REGULARISATION);

  @Test
  void gradientAndHessianAreThoseOfTheLoss() {
    double[] point = loss.start();
    Random random = new Random(3);
    Arrays.setAll(point, i -> point[i] + 0.2 * random.nextGaussian());

    LogisticLoss.At at = loss.at(point);

    for (int i = 0; i < point.length; i++) {
      LogisticLoss.At above = at(point, i, STEP);
      LogisticLoss.At below = at(point, i, -STEP);
      double slope = (above.value - below.value) / (2 * STEP);
      assertThat(at.gradient[i]).as("%d", i).isCloseTo(slope, within(1e-7));
      for (int j = 0; j <= i; j++) {
        double bend = (above.gradient[j] - below.gradient[j]) / (2 * STEP);
        assertThat(at.hessian[i * point.length + j])
            .as("%d, %d", i, j)
            .isCloseTo(bend, within(1e-7));
      }
    }
  }

  private LogisticLoss.At at(double[] point, int place, double step) {
    double[] moved = point.clone();
    moved[place] += step;
    return loss.at(moved);
  }

  @Test
  void theLossIsTheMeanMinusLogarithmOfWhatCameTrue() {
    double bought = 0;
    double all = 0;
    for (int example : owned) {
      bought += examples.isBought(example) ? counts[example] : 0;
      all += counts[example];
    }
    double share = bought / all;

    double start = loss.at(loss.start()).value;

    assertThat(start)
        .isCloseTo(-share * Math.log(share) - (1 - share) * Math.log(1 - share), within(1e-12));
  }

  @Test
  void aPointMeansTheSameForTheSignalsAsTheyAre() {
    // given: a standard deviation more of one signal is one more of the odds
    double[] point = loss.start();
    point[Signal.TIMES.ordinal()] = 1;

    // when
    double times = loss.weights(point).weights().get(Signal.TIMES);

    // then
    double all = 0;
    double mean = 0;
    double square = 0;
    for (int example : owned) {
      double signal = examples.signal(example, Signal.TIMES);
      all += counts[example];
      mean += counts[example] * signal;
      square += counts[example] * signal * signal;
    }
    mean /= all;
    assertThat(times).isCloseTo(1 / Math.sqrt(square / all - mean * mean), within(1e-9));
    assertThat(loss.weights(point).intercept() + times * mean)
        .isCloseTo(point[point.length - 1], within(1e-9));
  }

  @Test
  void aSignalThatIsAlwaysTheSameWeighsNothing() {
    // given: items of one price, which is no binary fraction, counted in thirds
    Examples alike = Planted.ofTwoAlike();
    double[] thirds = new double[alike.size()];
    Arrays.setAll(thirds, i -> (i + 1) / 3.0);
    int[] all = IntStream.range(0, alike.size()).toArray();

    // when
    LogisticLoss one = new LogisticLoss(alike, all, Signal.COUNT, thirds, 1e-4);
    double[] point = new double[Signal.COUNT + 1];
    Arrays.fill(point, 1);

    // then
    assertThat(alike.signal(0, Signal.PRICE)).isNotZero();
    assertThat(one.weights(point).weights().get(Signal.PRICE)).isZero();
  }
}
