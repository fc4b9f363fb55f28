package io.sidecart.runners.direct;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes what another reader has, up to a handful, and never waits for a handful to be full.
 *
 * <p>Watermark and checkpoint are the other reader's: they stand behind the whole handful, which
 * has been handed out by the time that they are asked for.
 */
final class HandfulReader<T, MarkT extends CheckpointMark>
    extends UnboundedReader<List<TimestampedValue<T>>> {
  /** How long a bundle is read for where messages come one by one; what is there takes less. */
  static final Duration BUNDLE = Duration.ofMillis(50);

  private final HandfulSource<T, MarkT> source;
  private final UnboundedReader<T> reader;
  private final int most;
  private final LongSupplier nanoTime;
  private List<TimestampedValue<T>> handful = List.of();
  private boolean isStarted;
  private @Nullable MarkT lastMark;
  private long bundleStart;

  /**
   * @param isStarted whether the reader has been started, and stands where this one begins
   */
  HandfulReader(
      HandfulSource<T, MarkT> source,
      UnboundedReader<T> reader,
      boolean isStarted,
      int most,
      LongSupplier nanoTime) {
    this.source = source;
    this.reader = reader;
    this.isStarted = isStarted;
    this.most = most;
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean start() throws IOException {
    beginBundle();
    if (isStarted) {
      return take(reader.advance());
    }
    isStarted = true;
    return take(reader.start());
  }

  @Override
  public boolean advance() throws IOException {
    if (lastMark != null || handful.isEmpty()) {
      beginBundle();
    }
    return take(isInTime() && reader.advance());
  }

  private void beginBundle() {
    lastMark = null;
    bundleStart = nanoTime.getAsLong();
  }

  private boolean isInTime() {
    return nanoTime.getAsLong() - bundleStart < BUNDLE.toNanos();
  }

  private boolean take(boolean isAvailable) throws IOException {
    List<TimestampedValue<T>> taken = new ArrayList<>();
    boolean more = isAvailable;
    while (more) {
      taken.add(TimestampedValue.of(reader.getCurrent(), reader.getCurrentTimestamp()));
      more = taken.size() < most && isInTime() && reader.advance();
    }
    handful = taken;
    return !taken.isEmpty();
  }

  @Override
  public List<TimestampedValue<T>> getCurrent() {
    if (handful.isEmpty()) {
      throw new NoSuchElementException();
    }
    return handful;
  }

  /** The earliest time in the handful: each of its elements may come out then or later. */
  @Override
  public Instant getCurrentTimestamp() {
    return getCurrent().stream()
        .map(TimestampedValue::getTimestamp)
        .min(Instant::compareTo)
        .orElseThrow(NoSuchElementException::new);
  }

  @Override
  public Instant getWatermark() {
    return reader.getWatermark();
  }

  /** Asked for at the end of each bundle. */
  @Override
  @SuppressWarnings("unchecked") // A reader of a source makes its marks.
  public MarkT getCheckpointMark() {
    MarkT mark = (MarkT) reader.getCheckpointMark();
    lastMark = mark;
    return mark;
  }

  @Override
  public long getSplitBacklogBytes() {
    return reader.getSplitBacklogBytes();
  }

  @Override
  public long getTotalBacklogBytes() {
    return reader.getTotalBacklogBytes();
  }

  @Override
  public UnboundedSource<List<TimestampedValue<T>>, ?> getCurrentSource() {
    return source;
  }

  @Override
  public void close() throws IOException {
    if (lastMark == null) {
      reader.close();
    } else {
      source.keep(reader, lastMark);
    }
  }
}
