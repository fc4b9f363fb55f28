package io.sidecart.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.ListSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.junit.jupiter.api.Test;

/** Which reads are replaced. That a stream on Spark gives the same rows, its own tests show. */
class KeepReadersTest {

  @Test
  void replacesEveryUnboundedReadOnce() {
    Pipeline pipeline = pipeline(SparkRunner.class);

    new KeepReaders().apply(pipeline);
    new KeepReaders().apply(pipeline);

    assertThat(sources(pipeline)).hasSize(1).hasOnlyElementsOfType(KeptSource.class);
  }

  @Test
  void leavesOtherRunnersAsTheyAre() {
    Pipeline pipeline = pipeline(DirectRunner.class);

    new KeepReaders().apply(pipeline);

    assertThat(sources(pipeline)).hasSize(1).hasOnlyElementsOfType(ListSource.class);
  }

  private static Pipeline pipeline(Class<? extends PipelineRunner<?>> runner) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(runner);
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("One", Read.from(new ListSource(List.of(1L, 2L))));
    return pipeline;
  }

  private static List<UnboundedSource<?, ?>> sources(Pipeline pipeline) {
    List<UnboundedSource<?, ?>> sources = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> read) {
              sources.add(read.getSource());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return sources;
  }
}
