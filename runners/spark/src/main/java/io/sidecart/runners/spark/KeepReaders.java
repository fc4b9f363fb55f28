package io.sidecart.runners.spark;

import io.sidecart.pipelines.job.RunnerTuning;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformMatcher;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes the readers of unbounded sources outlive micro-batches of any length.
 *
 * <p>SparkRunner closes a reader that has not been asked for one and a half batch intervals, so
 * under a backlog, when batches take longer than their interval, each opens another consumer of
 * Kafka for each partition. A reader is given out again instead, where it stands at the mark that
 * the next batch begins at.
 */
public final class KeepReaders implements RunnerTuning {
  @Override
  public void apply(Pipeline pipeline) {
    if (SparkRunners.runs(pipeline)) {
      pipeline.replaceAll(List.of(PTransformOverride.of(new UnboundedReads(), new Replacing<>())));
    }
  }

  private static final class UnboundedReads implements PTransformMatcher {
    @Override
    public boolean matches(AppliedPTransform<?, ?, ?> application) {
      return application.getTransform() instanceof Read.Unbounded<?> read
          && !(read.getSource() instanceof KeptSource<?, ?>);
    }
  }

  private static final class Replacing<T>
      implements PTransformOverrideFactory<PBegin, PCollection<T>, Read.Unbounded<T>> {
    @Override
    public PTransformReplacement<PBegin, PCollection<T>> getReplacementTransform(
        AppliedPTransform<PBegin, PCollection<T>, Read.Unbounded<T>> application) {
      return PTransformReplacement.of(
          application.getPipeline().begin(),
          Read.from(kept(application.getTransform().getSource())));
    }

    private static <T> KeptSource<T, ?> kept(UnboundedSource<T, ?> source) {
      return KeptSource.of(source);
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PCollection<T> output) {
      return ReplacementOutputs.singleton(outputs, output);
    }
  }
}
