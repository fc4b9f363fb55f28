package io.sidecart.runners.launcher.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletenessTest {

  @Test
  void aTableThatIsEmptyIsTold() {
    List<RowSet> found = List.of(rows("purchases", 0), rows("malformed rows", 0));

    assertThat(Completeness.ofPrepared(found)).containsExactly("purchases is empty");
  }

  @Test
  void eachPurchaseIsHistoryOrAnEvent() {
    SplitCounts told = new SplitCounts(6, 4);

    assertThat(Completeness.ofDivided(divided(6, 4), told, 10, 100)).isEmpty();
    assertThat(Completeness.ofDivided(divided(6, 3), told, 10, 100))
        .containsExactly("3 events were sent, but 4 were expected");
    assertThat(Completeness.ofDivided(divided(5, 4), told, 10, 100))
        .containsExactly("5 purchases are history, but 6 were told");
    assertThat(Completeness.ofDivided(divided(6, 4), told, 11, 100))
        .containsExactly("11 purchases became 6 of the history and 4 others");
  }

  @Test
  void noMoreEventsAreExpectedThanTheLimit() {
    assertThat(Completeness.ofDivided(divided(5, 2), new SplitCounts(5, 5), 10, 2)).isEmpty();
  }

  @Test
  void aSplitWithoutEventsIsTold() {
    assertThat(Completeness.ofDivided(divided(10, 0), new SplitCounts(10, 0), 10, 5)).isNotEmpty();
  }

  @Test
  void aFolderThatIsNotCompactedIsTold(@TempDir Path folder) throws Exception {
    Path hour = Files.createDirectories(folder.resolve("dt=2026-11-19/hour=08"));
    Files.writeString(hour.resolve("a.parquet"), "rows");
    assertThat(Completeness.ofCompacted(folder.toString())).isEmpty();

    Files.writeString(hour.resolve("b.parquet"), "rows");
    assertThat(Completeness.ofCompacted(folder.toString()))
        .containsExactly(hour + " has 2 small files");
  }

  private static List<RowSet> divided(int history, int events) {
    return List.of(rows("history", history), rows("live events", events));
  }

  private static RowSet rows(String name, int count) {
    return new RowSet(name, Collections.nCopies(count, "row"));
  }
}
