package io.sidecart.transforms;

import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded source of milliseconds, each of which is its own event time. It pauses before each
 * gap, {@link #GAP}, as a topic does that has nothing new, and ends after the last number.
 */
public final class ListSource extends UnboundedSource<Long, ListSource.Place> {
  public static final long GAP = -1;

  private static final long serialVersionUID = 1L;

  private final List<Long> numbers;
  private int opened;
  private int closed;

  public ListSource(List<Long> numbers) {
    this.numbers = List.copyOf(numbers);
  }

  /** How many readers there were. */
  public int opened() {
    return opened;
  }

  /** How many of them were closed. */
  public int closed() {
    return closed;
  }

  public record Place(int next) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {}
  }

  @Override
  public List<ListSource> split(int desiredSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<Long> createReader(PipelineOptions options, @Nullable Place mark) {
    opened++;
    return new Reader(mark == null ? 0 : mark.next());
  }

  @Override
  public Coder<Place> getCheckpointMarkCoder() {
    return SerializableCoder.of(Place.class);
  }

  @Override
  public Coder<Long> getOutputCoder() {
    return VarLongCoder.of();
  }

  private final class Reader extends UnboundedReader<Long> {
    private int next;
    private @Nullable Long current;

    Reader(int next) {
      this.next = next;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      current = null;
      if (next < numbers.size() && numbers.get(next++) != GAP) {
        current = numbers.get(next - 1);
      }
      return current != null;
    }

    @Override
    public Long getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(getCurrent());
    }

    @Override
    public Instant getWatermark() {
      return next == numbers.size() ? BoundedWindow.TIMESTAMP_MAX_VALUE : new Instant(0);
    }

    @Override
    public Place getCheckpointMark() {
      return new Place(next);
    }

    @Override
    public ListSource getCurrentSource() {
      return ListSource.this;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
