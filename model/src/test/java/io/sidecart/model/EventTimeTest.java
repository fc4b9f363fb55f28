package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_700_000_000_123L, 4_102_444_799_999L})
  void aTimeOfThisAgeIsTaken(long millis) {
    assertThat(EventTime.isBelievable(Instant.ofEpochMilli(millis))).isTrue();
    assertThat(EventTime.ofMessage(millis)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        Long.MIN_VALUE,
        -1,
        4_102_444_800_000L,
        1_700_000_000_123_456L,
        1_700_000_000_123_456_789L,
        Long.MAX_VALUE
      })
  void anyOtherStandsAtTheEpoch(long millis) {
    assertThat(EventTime.isBelievable(Instant.ofEpochMilli(millis))).isFalse();
    assertThat(EventTime.ofMessage(millis)).isZero();
  }
}
