package io.sidecart.runners.direct;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TimestampedValue;
import org.jspecify.annotations.Nullable;

/**
 * A source whose elements are handfuls of another's, with the time of each.
 *
 * <p>DirectRunner closes a reader now and then, and at once opens another at the same place. That
 * one gets what the first has read from: a consumer of Kafka takes a good part of a second to open.
 */
final class HandfulSource<T, MarkT extends CheckpointMark>
    extends UnboundedSource<List<TimestampedValue<T>>, MarkT> {
  private static final long serialVersionUID = 1L;

  private final UnboundedSource<T, MarkT> source;
  private final int most;
  private transient @Nullable Kept<T, MarkT> kept;

  private record Kept<T, MarkT>(UnboundedReader<T> reader, MarkT mark) {}

  /**
   * @param most how many elements a handful holds at most, at least 1
   */
  HandfulSource(UnboundedSource<T, MarkT> source, int most) {
    this.source = source;
    this.most = most;
  }

  @Override
  public List<HandfulSource<T, MarkT>> split(int desiredSplits, PipelineOptions options)
      throws Exception {
    return source.split(desiredSplits, options).stream()
        .map(part -> new HandfulSource<T, MarkT>(part, most))
        .toList();
  }

  @Override
  public UnboundedReader<List<TimestampedValue<T>>> createReader(
      PipelineOptions options, @Nullable MarkT mark) throws IOException {
    UnboundedReader<T> kept = mark == null ? null : takeKept(mark);
    return kept == null
        ? new HandfulReader<>(
            this, source.createReader(options, mark), false, most, System::nanoTime)
        : new HandfulReader<>(this, kept, true, most, System::nanoTime);
  }

  /** Keeps a reader that nobody reads from just now, and that stands at a mark. */
  synchronized void keep(UnboundedReader<T> reader, MarkT mark) throws IOException {
    Kept<T, MarkT> before = kept;
    kept = new Kept<>(reader, mark);
    if (before != null) {
      before.reader().close();
    }
  }

  /** The reader that was kept, if it stands at this mark; what stands elsewhere is closed. */
  private synchronized @Nullable UnboundedReader<T> takeKept(MarkT mark) throws IOException {
    Kept<T, MarkT> found = kept;
    kept = null;
    if (found == null) {
      return null;
    }
    if (Arrays.equals(encoded(found.mark()), encoded(mark))) {
      return found.reader();
    }
    found.reader().close();
    return null;
  }

  private byte[] encoded(MarkT mark) throws IOException {
    return CoderUtils.encodeToByteArray(getCheckpointMarkCoder(), mark);
  }

  @Override
  public Coder<MarkT> getCheckpointMarkCoder() {
    return source.getCheckpointMarkCoder();
  }

  @Override
  public Coder<List<TimestampedValue<T>>> getOutputCoder() {
    return ListCoder.of(TimestampedValue.TimestampedValueCoder.of(source.getOutputCoder()));
  }

  @Override
  public void validate() {
    source.validate();
  }
}
