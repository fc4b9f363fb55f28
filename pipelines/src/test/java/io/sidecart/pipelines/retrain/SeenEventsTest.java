package io.sidecart.pipelines.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.EventId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeenEventsTest {
  private static final long NOON = Duration.ofHours(12).toMillis();

  private final SeenEvents seen = new SeenEvents();

  @Test
  void aSecondRowOfAMessageIsARepeat() {
    assertThat(seen.add(new EventId("carts", 0, 5), NOON)).isTrue();
    assertThat(seen.add(new EventId("carts", 0, 5), NOON)).isFalse();
    assertThat(seen.add(new EventId("carts", 1, 5), NOON)).isTrue();
    assertThat(seen.add(new EventId("carts", 0, 4), NOON)).isTrue();
  }

  @Test
  void anotherHourIsAnotherMessageOfATopicThatWasMadeAnew() {
    assertThat(seen.add(new EventId("carts", 0, 5), NOON)).isTrue();
    assertThat(seen.add(new EventId("carts", 0, 5), 2 * NOON)).isTrue();
  }
}
