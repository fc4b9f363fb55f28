package io.sidecart.pipelines.split;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so many events a second pass, evenly. */
public final class Pacer {
  /** Shorter waits cost more than they bring: the next ones make up for them. */
  private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Waits for a time. */
  public interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  private final double nanosAnEvent;
  private final LongSupplier nanoClock;
  private final Sleeper sleeper;
  private final long start;
  private long events;

  /**
   * @param rate events a second, 0 for no bound
   */
  public Pacer(double rate, LongSupplier nanoClock, Sleeper sleeper) {
    this.nanosAnEvent = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    this.nanoClock = nanoClock;
    this.sleeper = sleeper;
    this.start = nanoClock.getAsLong();
  }

  /** Returns when the next event may pass; the first may at once. */
  public void await() throws InterruptedException {
    if (nanosAnEvent > 0) {
      long early = (long) (events * nanosAnEvent) - (nanoClock.getAsLong() - start);
      if (early >= SHORTEST_WAIT_NANOS) {
        sleeper.sleep(early);
      }
    }
    events++;
  }
}
