package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {

  @Test
  void runsOfOneThingStandInOneLineWithMedianLeastAndMost() {
    List<Line> lines =
        BenchTable.merged(List.of(List.of(rate(300)), List.of(rate(100)), List.of(rate(1_200))));

    assertThat(new BenchTable("subject", List.of("so."), lines, List.of("note")).toMarkdown())
        .isEqualTo(
            """

            ### subject

            so.

            | what | events/s |
            |---|---|
            | loop | 300 (100 to 1,200) |

            - note
            """);
  }

  @Test
  void ofTwoRunsTheMedianLiesBetween() {
    List<Line> lines = BenchTable.merged(List.of(List.of(rate(100)), List.of(rate(300))));

    assertThat(lines.get(0).median(Figure.EVENTS_PER_SECOND)).isEqualTo(200);
  }

  @Test
  void whatWasNotMeasuredHasNoMedian() {
    assertThat(rate(1).median(Figure.SECONDS)).isNaN();
  }

  private static Line rate(double value) {
    return Line.of("loop", Map.of(Figure.EVENTS_PER_SECOND, value));
  }
}
