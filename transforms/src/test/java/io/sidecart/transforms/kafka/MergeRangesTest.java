package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OffsetRange;
import io.sidecart.model.OffsetSet;
import io.sidecart.transforms.coders.OffsetRangeCoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class MergeRangesTest {
  private static final String TOPIC = "cart-events";

  @Test
  void holdsTheSameOffsetsInFewerRanges(TestPipeline pipeline) {
    List<OffsetRange> ranges = new ArrayList<>();
    for (int offset = 0; offset < 1_000; offset++) {
      ranges.add(new OffsetRange(TOPIC, offset % 2, offset / 2, offset / 2));
    }
    Collections.shuffle(ranges, new Random(42));

    PCollection<OffsetRange> merged =
        pipeline
            .apply(Create.of(ranges).withCoder(OffsetRangeCoder.of()))
            .apply(ParDo.of(new MergeRangesFn()))
            .setCoder(OffsetRangeCoder.of());

    PAssert.that(merged)
        .satisfies(
            found -> {
              OffsetSet even = new OffsetSet(0);
              OffsetSet odd = new OffsetSet(0);
              found.forEach(
                  range -> (range.partition() == 0 ? even : odd).add(range.first(), range.last()));
              assertThat(List.of(even, odd)).containsOnly(new OffsetSet(500));
              assertThat(found).hasSizeLessThan(ranges.size());
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void addsNoOffsetThatWasNotThere(TestPipeline pipeline) {
    List<OffsetRange> ranges =
        List.of(
            new OffsetRange(TOPIC, 0, 0, 0),
            new OffsetRange(TOPIC, 0, 7, 9),
            new OffsetRange(TOPIC, 0, 2, 3),
            new OffsetRange(TOPIC, 3, 5, 5));

    PCollection<String> offsets =
        pipeline
            .apply(Create.of(ranges).withCoder(OffsetRangeCoder.of()))
            .apply(ParDo.of(new MergeRangesFn()))
            .setCoder(OffsetRangeCoder.of())
            .apply(FlatMapElements.into(TypeDescriptors.strings()).via(MergeRangesTest::each));

    PAssert.that(offsets).containsInAnyOrder("0/0", "0/2", "0/3", "0/7", "0/8", "0/9", "3/5");
    pipeline.run().waitUntilFinish();
  }

  private static List<String> each(OffsetRange range) {
    List<String> offsets = new ArrayList<>();
    for (long offset = range.first(); offset <= range.last(); offset++) {
      offsets.add(range.partition() + "/" + offset);
    }
    return offsets;
  }
}
