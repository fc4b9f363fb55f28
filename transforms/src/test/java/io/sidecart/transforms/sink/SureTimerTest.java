package io.sidecart.transforms.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SureTimerTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration SECOND = Duration.standardSeconds(1);

  private final KeptState due = new KeptState();

  @Test
  void itIsSetOnceUntilItIsCleared() {
    assertThat(setAt(NOON)).isTrue();
    assertThat(setAt(NOON.plus(SECOND))).isFalse();

    due.clear();

    assertThat(setAt(NOON.plus(SECOND))).isTrue();
  }

  @Test
  void oneThatShouldHaveRungIsSetAgain() {
    // What a task that is tried again finds: the state of the failed one, whose timer is lost.
    setAt(NOON);

    assertThat(setAt(NOON.plus(Duration.millis(2_001)))).isTrue();
    assertThat(due.read()).isEqualTo(NOON.plus(Duration.millis(3_001)));
  }

  @Test
  void itIsDueWhenItsTimeHasCome() {
    setAt(NOON);

    assertThat(at(NOON.plus(Duration.millis(999)), new SetTimers(NOON)).isDue()).isFalse();
    assertThat(at(NOON.plus(SECOND), new SetTimers(NOON)).isDue()).isTrue();
  }

  private boolean setAt(Instant now) {
    SetTimers timer = new SetTimers(now);
    at(now, timer).set();
    return !timer.set.isEmpty();
  }

  private SureTimer at(Instant now, SetTimers timer) {
    timer.now = now;
    return new SureTimer(due, timer, SECOND);
  }

  /** State of one key. */
  private static final class KeptState implements ValueState<Instant> {
    private @Nullable Instant value;

    @Override
    public void write(Instant input) {
      value = input;
    }

    @Override
    public @Nullable Instant read() {
      return value;
    }

    @Override
    public ValueState<Instant> readLater() {
      return this;
    }

    @Override
    public void clear() {
      value = null;
    }
  }

  /** A clock that stands, and the timers that were set by it. */
  private static final class SetTimers implements Timer {
    private final List<Instant> set = new ArrayList<>();
    private Instant now;
    private Duration offset = Duration.ZERO;

    SetTimers(Instant now) {
      this.now = now;
    }

    @Override
    public void set(Instant absoluteTime) {
      set.add(absoluteTime);
    }

    @Override
    public void setRelative() {
      set.add(now.plus(offset));
    }

    @Override
    public void clear() {
      set.clear();
    }

    @Override
    public Timer offset(Duration wanted) {
      offset = wanted;
      return this;
    }

    @Override
    public Timer align(Duration period) {
      return this;
    }

    @Override
    public Timer withOutputTimestamp(Instant outputTime) {
      return this;
    }

    @Override
    public Timer withNoOutputTimestamp() {
      return this;
    }

    @Override
    public Instant getCurrentRelativeTime() {
      return now;
    }
  }
}
