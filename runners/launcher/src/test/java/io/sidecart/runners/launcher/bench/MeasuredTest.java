package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
  void theRateIsThatOfAllTheTime() {
    assertThat(MEASURED.committedPerSecond()).isEqualTo(750);
  }

  @Test
  void aStreamThatStandsStillLosesItsRate() {
    Measured measured =
        Measured.of(
            List.of(
                sample(0, 100, 0, 1, 0), sample(1, 100, 100, 1, 0), sample(100, 100, 100, 1, 0)));

    assertThat(measured.committedPerSecond()).isEqualTo(1);
  }

  @Test
  void whatWasSentIsTold() {
    Measured measured = Measured.of(List.of(sample(0, 100, 0, 1, 0), sample(2, 700, 100, 1, 0)));

    assertThat(measured.sentPerSecond()).isEqualTo(300);
  }

  @Test
  void coresAreCpuSecondsBySecond() {
    assertThat(MEASURED.cores()).containsEntry("stream", 1.5);
  }

  @Test
  void memoryIsToldAtTheBeginningInTheMiddleAndAtTheEndOfAShortTime() {
    assertThat(MEASURED.residentMb()).containsExactly(100L, 120L, 140L);
  }

  @Test
  void memoryIsToldEveryMinute() {
    Measured measured =
        Measured.of(
            IntStream.rangeClosed(0, 300).mapToObj(at -> sample(at, 0, 0, 1_000 + at, 0)).toList());

    assertThat(measured.memoryEverySeconds()).isEqualTo(60);
    assertThat(measured.residentMb())
        .containsExactly(1_000L, 1_060L, 1_120L, 1_180L, 1_240L, 1_300L);
  }

  @Test
  void theLagIsWhatWasSentAndIsNotCommitted() {
    assertThat(MEASURED.lagMost()).isEqualTo(4_000);
  }

  private static Sample sample(double at, long sent, long committed, long resident, double cpu) {
    return new Sample(at, sent, committed, committed, resident, Map.of("stream", cpu));
  }
}
