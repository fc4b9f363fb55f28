package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final long DAY = 86_400_000L;

  @ParameterizedTest
  @ValueSource(longs = {31_536_000_000L, 1_700_000_000_123L, NOW, NOW + DAY})
  void aTimeOfThisAgeIsTaken(long millis) {
    assertThat(EventTime.isBelievable(millis, NOW)).isTrue();
    assertThat(isBelievableInstant(millis)).isTrue();
    assertThat(EventTime.ofMessage(millis, NOW)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        Long.MIN_VALUE,
        -1,
        0,
        1_700_000_000L,
        31_535_999_999L,
        NOW + DAY + 1,
        1_700_000_000_123_456L,
        1_700_000_000_123_456_789L,
        Long.MAX_VALUE
      })
  void anyOtherStandsAtTheEpoch(long millis) {
    assertThat(EventTime.isBelievable(millis, NOW)).isFalse();
    assertThat(isBelievableInstant(millis)).isFalse();
    assertThat(EventTime.ofMessage(millis, NOW)).isZero();
  }

  private static boolean isBelievableInstant(long millis) {
    return EventTime.isBelievable(Instant.ofEpochMilli(millis), Instant.ofEpochMilli(NOW));
  }
}
