package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTest {
  private static final Measured MEASURED =
      Measured.of(
          List.of(
              sample(10, 5_000, 1_000, 100, 20),
              sample(11, 5_000, 2_000, 110, 21.5),
              sample(12, 5_000, 2_000, 120, 23),
              sample(13, 5_000, 4_000, 130, 24.5),
              sample(14, 5_000, 4_000, 140, 26)));

  @Test
  void theRateIsThatBetweenTheFirstStepAndTheLast() {
    assertThat(MEASURED.committedPerSecond()).isEqualTo(1_000);
  }

  @Test
  void coresAreCpuSecondsBySecond() {
    assertThat(MEASURED.cores()).containsEntry("stream", 1.5);
  }

  @Test
  void memoryIsToldAtTheBeginningInTheMiddleAndAtTheEnd() {
    assertThat(MEASURED.residentMb()).containsExactly(100L, 120L, 140L);
  }

  @Test
  void theLagIsWhatWasSentAndIsNotCommitted() {
    assertThat(MEASURED.lagMost()).isEqualTo(4_000);
  }

  private static Sample sample(double at, long sent, long committed, long resident, double cpu) {
    return new Sample(at, sent, committed, committed, resident, Map.of("stream", cpu));
  }
}
