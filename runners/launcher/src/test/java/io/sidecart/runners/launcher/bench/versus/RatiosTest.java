package io.sidecart.runners.launcher.bench.versus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatiosTest {
  private static final List<Line> LINES =
      List.of(
          batch("original, 100 events a batch, 200 shuffle partitions", 20, 5),
          batch("original, 100 events a batch, 2 shuffle partitions", 125, 0.8),
          batch("original, 500,000 events a batch, 2 shuffle partitions", 50_000, 10),
          rate(Ratios.within("original", 1_000), 0),
          rate(Ratios.within("original", 3_000), 2_000),
          rate(Ratios.within("Sidecart, 300 ms", 1_000), 4_000),
          rate(Ratios.within("Sidecart, 300 ms", 3_000), 8_000),
          rate(Ratios.within("Sidecart, 1 s", 3_000), 16_000),
          rate("plain loop, one thread, every event scored", 60_000),
          rate("Sidecart, a batch job, every event scored", 40_000),
          rate("Sidecart, a batch job, items remembered", 60_000));

  @Test
  void withinABoundTheBestOfEachAreCompared() {
    assertThat(Ratios.of(LINES))
        .contains("p99 within 3 s: 16,000 events/s to 2,000, 8.00 times; wanted 5 times, reached");
  }

  @Test
  void whereTheOriginalHoldsNoRateItsLargestBatchWithinTheBoundStandsForOne() {
    assertThat(Ratios.of(LINES))
        .anyMatch(
            note -> note.endsWith("4,000 events/s to 125, 32.00 times; wanted 20 times, reached"));
  }

  @Test
  void aBacklogIsComparedAtTheBestOfBoth() {
    assertThat(Ratios.of(LINES))
        .anyMatch(note -> note.contains("60,000 events/s to 50,000, 1.20 times"));
  }

  @Test
  void coresShareWhatSidecartDoes() {
    assertThat(Ratios.of(LINES))
        .contains(
            "For each core, every event scored: Sidecart beside the plain loop: 20,000 events/s to"
                + " 60,000, 0.33 times; wanted 0.5 times, not reached");
  }

  private static Line rate(String what, double rate) {
    return Line.of(what, Map.of(Figure.EVENTS_PER_SECOND, rate));
  }

  private static Line batch(String what, double rate, double seconds) {
    return Line.of(what, Map.of(Figure.EVENTS_PER_SECOND, rate, Figure.SECONDS, seconds));
  }
}
