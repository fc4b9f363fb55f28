package io.sidecart.runners.launcher.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletenessTest {

  @Test
  void aTableThatIsEmptyIsTold() {
    List<RowSet> found = List.of(rows("purchases", 0), rows("malformed rows", 0));

    assertThat(Completeness.ofPrepared(found)).containsExactly("purchases is empty");
  }

  @Test
  void eachPurchaseIsHistoryOrAnEvent() {
    assertThat(Completeness.ofDivided(divided(6, 4), 10, 100)).isEmpty();
    assertThat(Completeness.ofDivided(divided(6, 3), 10, 100))
        .containsExactly("3 events were sent, but 4 were expected");
  }

  @Test
  void noMoreEventsAreExpectedThanTheLimit() {
    assertThat(Completeness.ofDivided(divided(5, 2), 10, 2)).isEmpty();
  }

  @Test
  void aSplitWithoutEventsIsTold() {
    assertThat(Completeness.ofDivided(divided(10, 0), 10, 5)).isNotEmpty();
  }

  private static List<RowSet> divided(int history, int events) {
    return List.of(rows("history", history), rows("live events", events));
  }

  private static RowSet rows(String name, int count) {
    return new RowSet(name, Collections.nCopies(count, "row"));
  }
}
