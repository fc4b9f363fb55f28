package io.sidecart.runners.direct;

import io.sidecart.pipelines.job.RunnerTuning;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformMatcher;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes DirectRunner read unbounded sources a handful at a time.
 *
 * <p>DirectRunner reads ten elements a bundle, pays for each step of the pipeline a bundle, and
 * opens one reader in twenty bundles anew, which for Kafka takes longer than thousands of events.
 * So an element that it reads is made to hold many, which come apart in the step after it.
 */
public final class ReadHandfuls implements RunnerTuning {
  /** So many elements at most, ten times that in a bundle. */
  static final int HANDFUL = 100;

  @Override
  public void apply(Pipeline pipeline) {
    if (pipeline.getOptions().getRunner() == DirectRunner.class) {
      pipeline.replaceAll(List.of(PTransformOverride.of(new UnboundedReads(), new Replacing<>())));
    }
  }

  /**
   * Reads that are not by handfuls yet, and whose elements have no identity to be told apart by.
   */
  private static final class UnboundedReads implements PTransformMatcher {
    @Override
    public boolean matches(AppliedPTransform<?, ?, ?> application) {
      return application.getTransform() instanceof Read.Unbounded<?> read
          && !(read.getSource() instanceof HandfulSource<?, ?>)
          && !read.getSource().requiresDeduping();
    }
  }

  private static final class Replacing<T>
      implements PTransformOverrideFactory<PBegin, PCollection<T>, Read.Unbounded<T>> {
    @Override
    public PTransformReplacement<PBegin, PCollection<T>> getReplacementTransform(
        AppliedPTransform<PBegin, PCollection<T>, Read.Unbounded<T>> application) {
      return PTransformReplacement.of(
          application.getPipeline().begin(),
          new ReadHandful<>(application.getTransform().getSource(), HANDFUL));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PCollection<T> output) {
      return ReplacementOutputs.singleton(outputs, output);
    }
  }
}
