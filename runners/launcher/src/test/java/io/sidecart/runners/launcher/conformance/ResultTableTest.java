package io.sidecart.runners.launcher.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void aJobIsALineAndARunnerAColumn() {
    List<Result> results =
        List.of(
            new Result("prepare", "DirectRunner", 1_200, null, 12.34),
            new Result("prepare", "Spark local[2]", 1_200, null, 20),
            new Result("split", "DirectRunner", 600, null, 7),
            new Result("split", "Spark local[2]", 599, "history lacks 7", 8));

    assertThat(ResultTable.of(results))
        .isEqualTo(
            """
            | job | rows | DirectRunner | Spark local[2] |
            |---|---|---|---|
            | prepare | 1,200 | equal, 12.3 s | equal, 20.0 s |
            | split | 600 | equal, 7.0 s | NOT equal (599 rows), 8.0 s |
            """);
  }

  @Test
  void theFirstDifferenceOfAllDataSetsIsKept() {
    Result result =
        Result.of(
            "split",
            "Spark",
            List.of(new RowSet("history", List.of("a")), new RowSet("events", List.of("b"))),
            List.of(new RowSet("history", List.of("a")), new RowSet("events", List.of())),
            1);

    assertThat(result).isEqualTo(new Result("split", "Spark", 1, "events lacks b", 1));
  }
}
