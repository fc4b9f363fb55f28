package io.sidecart.runners.spark;

import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/**
 * A source whose readers, when they are closed, are kept for a while for whoever reads on from
 * where they stand. Its elements are those of the other source, in their order.
 */
final class KeptSource<T, MarkT extends CheckpointMark> extends UnboundedSource<T, MarkT> {
  private static final long serialVersionUID = 1L;

  private final UnboundedSource<T, MarkT> source;

  /** The same for all copies that are sent to workers. */
  private final String id;

  private transient @Nullable List<KeptSource<T, MarkT>> parts;

  private KeptSource(UnboundedSource<T, MarkT> source, String id) {
    this.source = source;
    this.id = id;
  }

  static <T, MarkT extends CheckpointMark> KeptSource<T, MarkT> of(
      UnboundedSource<T, MarkT> source) {
    return new KeptSource<>(source, UUID.randomUUID().toString());
  }

  /**
   * Splits once: SparkRunner asks again for each micro-batch, and KafkaIO opens a consumer to
   * answer. It reads the partitions that there were at first in any case.
   */
  @Override
  public synchronized List<KeptSource<T, MarkT>> split(int desiredSplits, PipelineOptions options)
      throws Exception {
    if (parts == null) {
      parts = source.split(desiredSplits, options).stream().map(KeptSource::of).toList();
    }
    return parts;
  }

  @Override
  public UnboundedReader<T> createReader(PipelineOptions options, @Nullable MarkT mark)
      throws IOException {
    Lease<KeptReaders> readers = KeptReaders.lease();
    try {
      UnboundedReader<T> kept = mark == null ? null : readers.get().take(id, encoded(mark));
      return kept == null
          ? new KeptReader<>(this, source.createReader(options, mark), false, readers)
          : new KeptReader<>(this, kept, true, readers);
    } catch (IOException | RuntimeException e) {
      readers.close();
      throw e;
    }
  }

  String id() {
    return id;
  }

  byte[] encoded(MarkT mark) throws IOException {
    return CoderUtils.encodeToByteArray(getCheckpointMarkCoder(), mark);
  }

  @Override
  public Coder<MarkT> getCheckpointMarkCoder() {
    return source.getCheckpointMarkCoder();
  }

  @Override
  public Coder<T> getOutputCoder() {
    return source.getOutputCoder();
  }

  @Override
  public boolean requiresDeduping() {
    return source.requiresDeduping();
  }

  @Override
  public void validate() {
    source.validate();
  }
}
