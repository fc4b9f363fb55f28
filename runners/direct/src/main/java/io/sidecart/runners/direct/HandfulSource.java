package io.sidecart.runners.direct;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.TimestampedValue;
import org.jspecify.annotations.Nullable;

/** A source whose elements are handfuls of another's, with the time of each. */
final class HandfulSource<T, MarkT extends CheckpointMark>
    extends UnboundedSource<List<TimestampedValue<T>>, MarkT> {
  private static final long serialVersionUID = 1L;

  private final UnboundedSource<T, MarkT> source;
  private final int most;

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
    return new HandfulReader<>(this, source.createReader(options, mark), most);
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
