package io.sidecart.runners.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.launcher.flow.SinkCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillTableTest {
  @Test
  void aDrillThatLostNothingPassed() {
    DrillResult result =
        DrillResult.of(new Tally(1, counts(12), counts(9)), 3.25, List.of(), List.of())
            .of("malformed", "messages", "DirectRunner", 61.4);

    assertThat(DrillTable.markdown(List.of(result)))
        .endsWith("| passed | 10 | 9 | 0 | 3, 0 | 1 | 3.3 s | 61 s |\n");
  }

  @Test
  void rowsThatStayDoubledAreAFault() {
    DrillResult result =
        DrillResult.of(new Tally(1, counts(12), counts(12)), null, List.of(), List.of());

    assertThat(result.outcome()).isEqualTo(DrillResult.Outcome.failed);
    assertThat(result.faults()).containsExactly("12 rows in Parquet, but 9 were expected");
  }

  @Test
  void whyADrillWasSkippedIsTold() {
    DrillResult result =
        DrillResult.without(DrillResult.Outcome.skipped, "no rights")
            .of("malformed", "messages", "DirectRunner", 0.1);

    assertThat(DrillTable.markdown(List.of(result))).contains("| skipped | no rights |");
  }

  /** Nine events and one dead letter. */
  private static SinkCounts counts(long parquetRows) {
    return new SinkCounts(10, parquetRows, 9, 2, 9, 9, 3, 0, 9, 9, 1, 1, 0.5, 0, 0, List.of());
  }
}
