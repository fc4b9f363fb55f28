package io.sidecart.pipelines.split;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells every other second how far the sending is. */
final class Progress {
  private static final double NANOS_A_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final long total;
  private final LongSupplier nanoClock;
  private final Consumer<String> lines;
  private final long start;
  private long lastLine;
  private long done;

  /**
   * @param total how many events there are to send
   */
  Progress(long total, LongSupplier nanoClock, Consumer<String> lines) {
    this.total = total;
    this.nanoClock = nanoClock;
    this.lines = lines;
    this.start = nanoClock.getAsLong();
    this.lastLine = start;
  }

  /** One more event. */
  void step() {
    done++;
    long now = nanoClock.getAsLong();
    if (now - lastLine >= BETWEEN_LINES_NANOS) {
      lastLine = now;
      double rate = done / seconds(now);
      lines.accept(
          String.format(
              Locale.ROOT,
              "sent %,d of %,d events (%d %%), %,d events/s, %,d s left",
              done,
              total,
              100 * done / total,
              Math.round(rate),
              Math.round((total - done) / rate)));
    }
  }

  /** Since the start. */
  double seconds() {
    return seconds(nanoClock.getAsLong());
  }

  private double seconds(long now) {
    return (now - start) / NANOS_A_SECOND;
  }
}
