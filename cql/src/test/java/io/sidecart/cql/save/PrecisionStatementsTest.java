package io.sidecart.cql.save;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.WindowPrecision;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PrecisionStatementsTest {

  @Test
  void moreEventsWinOverMoreMeasuredOnes() {
    assertThat(timestamp(6, 0)).isGreaterThan(timestamp(5, 5));
  }

  @Test
  void ofEqualEventsMoreMeasuredOnesWin() {
    assertThat(timestamp(5, 4)).isGreaterThan(timestamp(5, 3));
  }

  @Test
  void aThousandMillionEventsFit() {
    assertThat(timestamp(1_000_000_000, 1_000_000_000))
        .isPositive()
        .isLessThan(timestamp(1_000_000_001, 0));
  }

  private static long timestamp(long events, long measured) {
    Instant start = Instant.EPOCH;
    return PrecisionStatements.timestamp(
        new WindowPrecision(start, start.plusSeconds(60), "v1", "run", events, measured, 0.5));
  }
}
