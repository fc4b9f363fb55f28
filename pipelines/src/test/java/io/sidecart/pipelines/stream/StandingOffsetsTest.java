package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingOffsetsTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final StandingOffsets offsets = new StandingOffsets(Map.of(0, 5L, 1, 7L), 0);

  @Test
  void anOffsetThatStoodForAnHourWhereNothingWaitsIsCommittedAnew() {
    Lag lag = new Lag(Map.of(0, 5L, 1, 9L), Map.of(0, 5L, 1, 9L));

    assertThat(offsets.due(lag, HOUR - 1)).isEmpty();
    assertThat(offsets.due(lag, HOUR)).isEqualTo(Map.of(0, 5L));
  }

  @Test
  void itIsCommittedOnceAnHour() {
    Lag lag = new Lag(Map.of(0, 5L, 1, 9L), Map.of(0, 5L, 1, 9L));
    var unused = offsets.due(lag, HOUR);

    assertThat(offsets.due(lag, HOUR + 1)).isEmpty();
    assertThat(offsets.due(lag, 2 * HOUR)).isEqualTo(Map.of(0, 5L, 1, 9L));
  }

  @Test
  void oneWhereMessagesWaitIsLeftToWhoeverReadsThem() {
    Lag lag = new Lag(Map.of(0, 5L, 1, 7L), Map.of(0, 6L, 1, 7L));

    assertThat(offsets.due(lag, HOUR)).isEqualTo(Map.of(1, 7L));
  }
}
