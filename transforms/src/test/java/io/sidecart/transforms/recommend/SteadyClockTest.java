package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void goesOnWithTheTimeThatHasPassedAndNothingElse() {
    AtomicLong nanos = new AtomicLong(-5);
    Clock clock = new SteadyClock(START, nanos::get);
    assertThat(clock.instant()).isEqualTo(START);

    nanos.addAndGet(Duration.ofSeconds(30).toNanos());

    assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));
  }
}
