package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.transforms.ListSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pipeline that reads by handfuls on DirectRunner, and as it was on others. */
@Tag("pipeline")
class ReadHandfulsTest {
  private static final List<Long> NUMBERS = LongStream.rangeClosed(1, 2_500).boxed().toList();

  @Test
  void givesEveryElementWithItsOwnTime() {
    Pipeline pipeline = pipeline(DirectRunner.class);
    PCollection<TimestampedValue<Long>> read =
        pipeline.apply("Read", Read.from(new ListSource(NUMBERS))).apply(Reify.timestamps());
    PAssert.that(read)
        .containsInAnyOrder(
            NUMBERS.stream()
                .map(each -> TimestampedValue.of(each, Instant.ofEpochMilli(each)))
                .toList());

    new ReadHandfuls().apply(pipeline);

    assertThat(pipeline.run().waitUntilFinish().isTerminal()).isTrue();
  }

  @Test
  void replacesEveryUnboundedRead() {
    Pipeline pipeline = pipeline(DirectRunner.class);
    pipeline.apply("One", Read.from(new ListSource(NUMBERS)));
    pipeline.apply("Other", Read.from(new ListSource(NUMBERS)));

    new ReadHandfuls().apply(pipeline);

    assertThat(sources(pipeline)).hasSize(2).hasOnlyElementsOfType(HandfulSource.class);
  }

  @Test
  void leavesOtherRunnersAsTheyAre() {
    Pipeline pipeline = pipeline(CrashingRunner.class);
    pipeline.apply("One", Read.from(new ListSource(NUMBERS)));

    new ReadHandfuls().apply(pipeline);

    assertThat(sources(pipeline)).hasSize(1).hasOnlyElementsOfType(ListSource.class);
  }

  private static Pipeline pipeline(Class<? extends org.apache.beam.sdk.PipelineRunner<?>> runner) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(runner);
    return Pipeline.create(options);
  }

  private static List<UnboundedSource<?, ?>> sources(Pipeline pipeline) {
    List<UnboundedSource<?, ?>> found = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> read) {
              found.add(read.getSource());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return found;
  }
}
