package io.sidecart.cql.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OwnItem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnItemSumTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private final OwnItemSum sum = new OwnItemSum();

  @Test
  void timesAddUpAndTheLatestTimeStays() {
    sum.add(7, 3, LATE);
    sum.add(7, 1, EARLY);
    sum.add(7, 1, null);

    assertThat(sum.purchases().items()).containsExactly(new OwnItem(7, 5, LATE));
  }

  @Test
  void anyTimeIsLaterThanNone() {
    sum.add(7, 3, null);
    sum.add(7, 1, EARLY);

    assertThat(sum.purchases().items()).containsExactly(new OwnItem(7, 4, EARLY));
  }

  @Test
  void itemsStayApart() {
    sum.add(9, 1, null);
    sum.add(7, 1, null);

    assertThat(sum.purchases().items())
        .containsExactly(new OwnItem(7, 1, null), new OwnItem(9, 1, null));
  }
}
