package io.sidecart.runners.launcher.bench.versus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.launcher.bench.versus.RateSteps.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateStepsTest {

  @Test
  void theHighestRateHoldsThatMissesNothingAndIsInTime() {
    List<Step> steps =
        List.of(
            new Step(100, 0, 10, 900, 0, 0),
            new Step(200, 0, 10, 1_000, 0, 0),
            new Step(400, 1, 10, 500, 0, 0),
            new Step(800, 0, 10, 1_001, 0, 0));

    assertThat(RateSteps.best(steps, 1_000)).hasValue(200);
  }

  @Test
  void aRateAboveOneThatFailsHoldsByChance() {
    List<Step> steps =
        List.of(
            new Step(100, 0, 10, 900, 0, 0),
            new Step(400, 0, 10, 900, 0, 0),
            new Step(200, 0, 10, 1_200, 0, 0));

    assertThat(RateSteps.best(steps, 1_000)).hasValue(100);
  }

  @Test
  void noneMayHold() {
    assertThat(RateSteps.best(List.of(new Step(100, 0, 10, 1_001, 0, 0)), 1_000)).isEmpty();
  }
}
