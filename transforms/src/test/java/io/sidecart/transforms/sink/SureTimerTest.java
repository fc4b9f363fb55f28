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
  void itRingsALengthAfterItWasFirstSet() {
    assertThat(setAt(NOON)).containsExactly(NOON.plus(SECOND));
    assertThat(setAt(NOON.plus(Duration.millis(400)))).containsExactly(NOON.plus(SECOND));
  }

  @Test
  void aTaskThatIsTriedAgainSetsItForTheSameTime() {
    // It finds the state of the failed one, whose timer is lost.
    var unused = setAt(NOON);

    assertThat(setAt(NOON.plus(Duration.millis(10)))).containsExactly(NOON.plus(SECOND));
  }

  @Test
  void oneThatShouldHaveRungRingsAtOnce() {
    var unused = setAt(NOON);
    Instant late = NOON.plus(Duration.standardMinutes(1));

    assertThat(setAt(late)).containsExactly(late);
  }

  @Test
  void onceItIsClearedItBeginsAnew() {
    var unused = setAt(NOON);
    due.clear();

    assertThat(setAt(NOON.plus(SECOND))).containsExactly(NOON.plus(SECOND).plus(SECOND));
  }

  @Test
  void itIsDueWhenItsTimeHasCome() {
    var unused = setAt(NOON);

    assertThat(new SureTimer(due, new SetTimers(NOON.plus(999)), SECOND).isDue()).isFalse();
    assertThat(new SureTimer(due, new SetTimers(NOON.plus(SECOND)), SECOND).isDue()).isTrue();
  }

  /** When timers ring that are set at this time. */
  private List<Instant> setAt(Instant now) {
    SetTimers timers = new SetTimers(now);
    new SureTimer(due, timers, SECOND).set();
    return timers.set;
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
    private final Instant now;
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
