package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.EventId;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatestEventsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final LatestEvents events = new LatestEvents();

  @BeforeEach
  void addThreeEventsOfOneUser() {
    events.add(7, NOON, id(1));
    events.add(7, NOON, id(3));
    events.add(7, NOON.minusMillis(1), id(9));
  }

  @Test
  void theLaterEventIsRightAndOfOneMillisecondTheHigherOffset() {
    events.check(7, id(3));

    assertThat(events.wrong()).isZero();
  }

  @Test
  void anEarlierEventIsWrong() {
    events.check(7, id(1));

    assertThat(events.wrong()).isOne();
  }

  @Test
  void aUserOfWhomNothingStandsIsWrong() {
    assertThat(events.wrong()).isOne();
  }

  @Test
  void aUserWithoutEventsIsWrong() {
    events.check(7, id(3));

    events.check(8, id(3));

    assertThat(events.wrong()).isOne();
  }

  private static EventId id(long offset) {
    return new EventId("cart-events", 0, offset);
  }
}
