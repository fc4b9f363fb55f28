package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StallGuardTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final StallGuard guard = new StallGuard("cart-events", Duration.ofSeconds(60));

  @Test
  void aPartitionThatStandsStillWhileMessagesWaitEndsTheStream() {
    guard.check(lag(4, 9), 0);
    guard.check(lag(5, 9), 0);
    guard.check(lag(5, 12), 60 * SECOND);

    assertThatThrownBy(() -> guard.check(lag(5, 20), 61 * SECOND))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith(
            "partition 1 of cart-events stands at offset 5 for 60 s while 15 messages wait in it");
  }

  @Test
  void beforeTheFirstCommitItMayTakeThreeTimesAsLong() {
    guard.check(lag(5, 9), 0);
    guard.check(lag(5, 12), 180 * SECOND);

    assertThatThrownBy(() -> guard.check(lag(5, 20), 181 * SECOND))
        .hasMessageStartingWith("partition 1 of cart-events stands at offset 5 for 180 s");
  }

  @Test
  void oneThatMovesDoesNot() {
    guard.check(lag(5, 90), 0);
    guard.check(lag(6, 90), 59 * SECOND);

    assertThatCode(() -> guard.check(lag(6, 90), 100 * SECOND)).doesNotThrowAnyException();
  }

  @Test
  void oneInWhichNothingWaitsDoesNot() {
    guard.check(lag(5, 5), 0);
    guard.check(lag(5, 5), 500 * SECOND);

    assertThatCode(() -> guard.check(lag(5, 6), 501 * SECOND)).doesNotThrowAnyException();
  }

  @Test
  void theTimeInWhichKafkaWasAwayDoesNotCount() {
    guard.check(lag(4, 6), 0);
    guard.check(lag(5, 6), 0);
    guard.forget();

    assertThatCode(() -> guard.check(lag(5, 6), 61 * SECOND)).doesNotThrowAnyException();
  }

  private static Lag lag(long committed, long end) {
    return new Lag(Map.of(0, 3L, 1, committed), Map.of(0, 3L, 1, end));
  }
}
