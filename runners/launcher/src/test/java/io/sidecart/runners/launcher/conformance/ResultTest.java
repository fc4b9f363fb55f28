package io.sidecart.runners.launcher.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final List<RowSet> WANTED =
      List.of(new RowSet("history", List.of("a")), new RowSet("events", List.of("b")));

  @Test
  void theFirstDifferenceOfAllDataSetsIsKept() {
    List<RowSet> found =
        List.of(new RowSet("history", List.of("a")), new RowSet("events", List.of()));

    assertThat(Result.of("split", "Spark", WANTED, found, List.of(), 1))
        .isEqualTo(new Result("split", "Spark", 1, false, "events lacks b", 1));
  }

  @Test
  void whatIsComparedWithNothingIsTheReference() {
    Result result = Result.of("split", "DirectRunner", null, WANTED, List.of(), 1);

    assertThat(result.isReference()).isTrue();
    assertThat(result.verdict()).isEqualTo("2 rows, complete");
  }

  @Test
  void equalRowsAreWrongWhereAllLackSomething() {
    Result result = Result.of("split", "Spark", WANTED, WANTED, List.of("2 are missing"), 1);

    assertThat(result.isGood()).isFalse();
    assertThat(result.problem()).isEqualTo("2 are missing");
  }
}
