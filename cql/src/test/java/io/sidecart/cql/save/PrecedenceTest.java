package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Why;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aLaterMillisecondWinsOverAnyOffset() {
    assertThat(Precedence.timestamp(event(TIME.plusMillis(1), 0)))
        .isGreaterThan(Precedence.timestamp(event(TIME, Long.MAX_VALUE)));
  }

  @Test
  void inOneMillisecondTheHigherOffsetWins() {
    assertThat(Precedence.timestamp(event(TIME, 8)))
        .isGreaterThan(Precedence.timestamp(event(TIME, 7)));
  }

  @Test
  void timestampsStayPositiveForTwoCenturies() {
    assertThat(Precedence.timestamp(event(Instant.parse("2248-01-01T00:00:00Z"), 0))).isPositive();
  }

  @Test
  void theLatestRowOfEachUserIsPicked() {
    EnrichedEvent early = row(event(TIME, 5));
    EnrichedEvent late = row(event(TIME.plusSeconds(1), 4));
    EnrichedEvent other = row(new CartEvent(new EventId("cart", 0, 6), TIME, 2, 20, 1, 1.0));

    assertThat(Precedence.latest(List.of(late, other, early)))
        .containsExactlyInAnyOrder(late, other);
  }

  private static CartEvent event(Instant time, long offset) {
    return new CartEvent(new EventId("cart", 0, offset), time, 1, 10, 1, 1.0);
  }

  private static EnrichedEvent row(CartEvent event) {
    return new EnrichedEvent(event, null, List.of(), null, null, Why.BASELINE);
  }
}
