package io.sidecart.transforms.recommend;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Begins with the system's time and goes on evenly: where the system's clock is set back, what
 * waits for a time does not wait the longer.
 */
final class SteadyClock extends Clock {
  private final Instant start;
  private final LongSupplier nanos;
  private final long first;

  /**
   * @param nanos a clock that only goes forward, of any origin
   */
  SteadyClock(Instant start, LongSupplier nanos) {
    this.start = start;
    this.nanos = nanos;
    this.first = nanos.getAsLong();
  }

  static Clock ofSystem() {
    return new SteadyClock(Instant.now(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - first);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this; // only instants are asked for
  }
}
