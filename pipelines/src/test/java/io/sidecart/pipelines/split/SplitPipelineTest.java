package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.model.split.Splitter;
import io.sidecart.pipelines.job.BatchRun;
import io.sidecart.transforms.coders.PurchaseCoder;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class SplitPipelineTest {
  /** Ten a day, on days 0 to 9; later lines come on earlier days. */
  private static final List<Purchase> PURCHASES =
      LongStream.range(0, 100).mapToObj(line -> at(line, (99 - line) / 10)).toList();

  @TempDir Path folder;

  @Test
  void eachPurchaseIsInOneHalf(TestPipeline pipeline) {
    Splitter splitter = Splitter.random(0.4, 7);

    Halves halves = create(pipeline, PURCHASES).apply(Divide.by(splitter));

    PAssert.that(halves.history())
        .containsInAnyOrder(PURCHASES.stream().filter(splitter::isHistory).toList());
    PAssert.that(halves.live())
        .containsInAnyOrder(PURCHASES.stream().filter(p -> !splitter.isHistory(p)).toList());
    pipeline.run();
  }

  @Test
  void theEarlierShareIsHistoryToTheRow(TestPipeline pipeline) {
    Halves halves = create(pipeline, PURCHASES).apply(Divide.atTime(0.33));

    // Days 0 to 2 whole, and the first three lines of day 3.
    PAssert.that(halves.history())
        .containsInAnyOrder(
            PURCHASES.stream()
                .filter(p -> p.line() >= 70 || (p.line() >= 60 && p.line() < 63))
                .toList());
    PAssert.that(halves.live())
        .containsInAnyOrder(
            PURCHASES.stream()
                .filter(p -> p.line() < 60 || (p.line() >= 63 && p.line() < 70))
                .toList());
    pipeline.run();
  }

  @Test
  void allCanBeHistory(TestPipeline pipeline) {
    Halves halves = create(pipeline, PURCHASES).apply(Divide.atTime(1));

    PAssert.that(halves.history()).containsInAnyOrder(PURCHASES);
    PAssert.that(halves.live()).empty();
    pipeline.run();
  }

  @Test
  void aPurchaseWithoutATimeIsNamed(TestPipeline pipeline) {
    create(pipeline, List.of(at(1, 2), new Purchase("p.csv", 7, 1, 2, 3, 4.5, null, null)))
        .apply(Divide.atTime(0.5));

    assertThatThrownBy(() -> BatchRun.toEnd(pipeline))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("p.csv line 7 has no time");
  }

  @Test
  void liveEventsComeInTheOrderOfTimeThenOfRows(TestPipeline pipeline) throws Exception {
    create(pipeline, PURCHASES).apply(SortLiveEvents.into(folder.toString(), TextIds.none()));
    pipeline.run().waitUntilFinish();

    assertThat(readEvents()).isEqualTo(PURCHASES.stream().map(LiveEvent::of).sorted().toList());
  }

  private List<LiveEvent> readEvents() throws IOException {
    List<LiveEvent> events = new ArrayList<>();
    try (SortedEvents sorted =
        SortedEvents.open(Storages.of(folder.toString()), folder.toString())) {
      sorted.forEachRemaining(events::add);
    }
    return events;
  }

  private static PCollection<Purchase> create(TestPipeline pipeline, List<Purchase> purchases) {
    return pipeline.apply("Create", Create.of(purchases).withCoder(PurchaseCoder.of()));
  }

  private static Purchase at(long line, long day) {
    Instant time = Instant.EPOCH.plusSeconds(day * 86_400);
    return new Purchase("p.csv", line, (int) line % 7, (int) line, 1, 2.5, null, time);
  }
}
