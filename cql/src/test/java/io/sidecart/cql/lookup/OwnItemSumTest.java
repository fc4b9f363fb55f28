package io.sidecart.cql.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OwnItem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnItemSumTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-02T00:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);

  private final OwnItemSum sum = new OwnItemSum();

  @Test
  void timesAddUpAndTheLatestTimeStays() {
    sum.add(7, 3, EARLY, LATE, 2.5);
    sum.add(7, 1, null, EARLY.minus(OwnItem.HALF_LIFE).plus(DAY), null);
    sum.add(7, 1, null, null, null);

    assertThat(sum.purchases().items())
        .containsExactly(new OwnItem(7, 5, EARLY.minus(OwnItem.HALF_LIFE).plus(DAY), LATE, 3));
  }

  @Test
  void anyTimeIsLaterThanNone() {
    sum.add(7, 3, null, null, 0.0);
    sum.add(7, 1, null, EARLY, null);

    assertThat(sum.purchases().items()).containsExactly(new OwnItem(7, 4, EARLY, EARLY, 1));
  }

  @Test
  void itemsStayApart() {
    sum.add(9, 1, null, null, null);
    sum.add(7, 1, null, null, null);

    assertThat(sum.purchases().items())
        .containsExactly(new OwnItem(7, 1, null), new OwnItem(9, 1, null));
  }
}
