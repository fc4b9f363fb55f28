package io.sidecart.runners.direct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/**
 * Takes what another reader has, up to a handful, and never waits for a handful to be full.
 *
 * <p>Watermark and checkpoint are the other reader's: they stand behind the whole handful, which
 * has been handed out by the time that they are asked for.
 */
final class HandfulReader<T> extends UnboundedReader<List<TimestampedValue<T>>> {
  private final HandfulSource<T, ?> source;
  private final UnboundedReader<T> reader;
  private final int most;
  private List<TimestampedValue<T>> handful = List.of();

  HandfulReader(HandfulSource<T, ?> source, UnboundedReader<T> reader, int most) {
    this.source = source;
    this.reader = reader;
    this.most = most;
  }

  @Override
  public boolean start() throws IOException {
    return take(reader.start());
  }

  @Override
  public boolean advance() throws IOException {
    return take(reader.advance());
  }

  private boolean take(boolean isAvailable) throws IOException {
    List<TimestampedValue<T>> taken = new ArrayList<>();
    boolean more = isAvailable;
    while (more) {
      taken.add(TimestampedValue.of(reader.getCurrent(), reader.getCurrentTimestamp()));
      more = taken.size() < most && reader.advance();
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

  @Override
  public CheckpointMark getCheckpointMark() {
    return reader.getCheckpointMark();
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
    reader.close();
  }
}
