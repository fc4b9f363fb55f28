package io.sidecart.runners.launcher.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void aJobIsALineAndARunnerAColumn() {
    List<Result> results =
        List.of(
            new Result("prepare", "DirectRunner", 1_200, true, null, 12.34),
            new Result("prepare", "Spark local[2]", 1_200, false, null, 20),
            new Result("split", "DirectRunner", 600, true, null, 7),
            new Result("split", "Spark local[2]", 599, false, "history lacks 7", 8));

    assertThat(ResultTable.of(results))
        .isEqualTo(
            """
            | job | rows | DirectRunner | Spark local[2] |
            |---|---|---|---|
            | prepare | 1,200 | reference, 12.3 s | equal, 20.0 s |
            | split | 600 | reference, 7.0 s | WRONG (599 rows), 8.0 s |
            """);
  }
}
