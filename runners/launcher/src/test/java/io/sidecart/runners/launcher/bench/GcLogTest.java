package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcLogTest {
  private static final GcLog LOG =
      GcLog.parse(
          List.of(
              "[0.010s] Using Parallel",
              "[1.500s] GC(0) Pause Young (Allocation Failure) 512M->30M(1963M) 10.000ms",
              "[3.900s] GC(1) Pause Young (Diagnostic Command) 310M->300M(1963M) 0.500ms",
              "[4.000s] GC(2) Pause Full (Diagnostic Command) 300M->25M(1963M) 90.000ms",
              "[9.000s] GC(3) Pause Young (Metadata GC Threshold) 600M->41M(1963M) 9.500ms"));

  @Test
  void pausesAreReadWithTheirTimesAndSizes() {
    assertThat(LOG.pauses()).contains(new GcLog.Pause(4, true, true, 25, 90)).hasSize(4);
  }

  @Test
  void theTimesOfPausesAddUp() {
    assertThat(LOG.seconds()).isEqualTo(0.11);
  }

  @Test
  void whatJcmdAskedForTellsWhatIsLive() {
    assertThat(LOG.live()).containsExactly(25L);
  }

  @Test
  void fullOnesAreCounted() {
    assertThat(LOG.full()).isEqualTo(1);
  }

  @Test
  void theLeastIsThatOfTheTimeAskedFor() {
    assertThat(LOG.between(4.1, 10).least()).hasValue(41);
  }
}
