package io.sidecart.pipelines.prepare;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.RankedItem;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import io.sidecart.transforms.coders.RankedItemCoder;
import java.util.List;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class FindFeaturesTest {
  private static final ItemFeatures MILK = new ItemFeatures(1, "DAIRY", "MILK");
  private static final ItemFeatures CREAM = new ItemFeatures(1, "DAIRY", "CREAM");

  @Test
  void theRowThatStandsThereMostOftenIsTaken(TestPipeline pipeline) {
    KnownItems known = find(pipeline, CREAM, MILK, CREAM, MILK, MILK);

    PAssert.that(known.features()).containsInAnyOrder(MILK);
    PAssert.that(known.withoutProduct()).containsInAnyOrder(2);
    pipeline.run();
  }

  @Test
  void ofRowsThatStandThereEquallyOftenTheFirstByNameIsTaken(TestPipeline pipeline) {
    KnownItems known = find(pipeline, MILK, CREAM, MILK, CREAM);

    PAssert.that(known.features()).containsInAnyOrder(CREAM);
    // SparkRunner takes one output for the other where one of two is not read.
    PAssert.that(known.withoutProduct()).containsInAnyOrder(2);
    pipeline.run();
  }

  /** Items 1 and 2 are ranked. */
  private static KnownItems find(TestPipeline pipeline, ItemFeatures... products) {
    return pipeline
        .apply(
            "List ranked",
            Create.of(List.of(List.of(new RankedItem(1, 9), new RankedItem(2, 8))))
                .withCoder(ListCoder.of(RankedItemCoder.of())))
        .apply(
            "Find",
            FindFeatures.in(
                pipeline.apply(
                    "List products",
                    Create.of(List.of(products)).withCoder(ItemFeaturesCoder.of()))));
  }
}
