package io.sidecart.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    // Given 2,000 samples of 150 users of whom 30 % score 1, and the others 0
    Random random = new Random(1);

    // When
    long holding =
        IntStream.range(0, 2000)
            .filter(
                sample -> {
                  double[][] values = new double[150][1];
                  Arrays.setAll(values, i -> new double[] {random.nextDouble() < 0.3 ? 1 : 0});
                  Estimate estimate = new Bootstrap(300, sample).ofMeans(values)[0];
                  return estimate.low() <= 0.3 && 0.3 <= estimate.high();
                })
            .count();

    // Then
    assertThat(holding / 2000.0).isCloseTo(0.95, within(0.02));
  }

  @Test
  void theIntervalIsAsWideAsTheNormalOne() {
    double[][] values = new double[1000][2];
    Random random = new Random(2);
    Arrays.setAll(values, i -> new double[] {random.nextGaussian(), 7});

    Estimate[] estimates = new Bootstrap(2000, 3).ofMeans(values);

    double width = 2 * 1.96 / Math.sqrt(1000);
    assertThat(estimates[0].high() - estimates[0].low()).isCloseTo(width, within(0.1 * width));
    assertThat(estimates[0].value()).isBetween(estimates[0].low(), estimates[0].high());
    assertThat(estimates[1]).isEqualTo(new Estimate(7, 7, 7));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[][] values = new double[100][1];
    Arrays.setAll(values, i -> new double[] {i % 7});

    assertThat(new Bootstrap(100, 5).ofMeans(values))
        .isEqualTo(new Bootstrap(100, 5).ofMeans(values));
    assertThat(new Bootstrap(100, 5).ofMeans(values))
        .isNotEqualTo(new Bootstrap(100, 6).ofMeans(values));
  }

  @Test
  void theSamplesOfTheNextSeedAreNoShiftOfThese() {
    int[] users = firstSample(41);
    int[] next = firstSample(42);

    for (int shift = -3; shift <= 3; shift++) {
      int from = Math.max(0, shift);
      int length = users.length - Math.abs(shift);
      assertThat(Arrays.copyOfRange(next, from - shift, from - shift + length))
          .as("shifted by %d", shift)
          .isNotEqualTo(Arrays.copyOfRange(users, from, from + length));
    }
  }

  private static int[] firstSample(long seed) {
    List<int[]> seen = new ArrayList<>();
    Estimate unused =
        new Bootstrap(1, seed)
            .ofShifted(
                1000,
                users -> {
                  seen.add(users);
                  return 0;
                });
    // The first are all users, of whom the measured value is.
    return seen.get(1);
  }

  @Test
  void aCountOfDistinctThingsLiesInItsInterval() {
    // Given a statistic that every sample gets too small: how many different users are in it
    Estimate estimate =
        new Bootstrap(500, 1).ofShifted(200, users -> Arrays.stream(users).distinct().count());

    assertThat(estimate.value()).isEqualTo(200);
    assertThat(estimate.low()).isBetween(180.0, 199.0);
    assertThat(estimate.high()).isBetween(201.0, 220.0);
  }
}
