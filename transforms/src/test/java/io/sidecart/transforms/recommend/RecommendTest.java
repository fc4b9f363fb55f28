package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.factors.Factors;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** User 1 is known to each model, user 2 is not; a model has one item, the baseline is item 90. */
@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class RecommendTest {
  @TempDir Path folder;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.toString());
  }

  @Test
  void recommendsByTheModelNamed(TestPipeline pipeline) throws Exception {
    String version = register(10);
    store.publish(version);

    PCollection<String> rows = recommend(pipeline, List.of(ModelReferences.current(store)), 1, 2);

    PAssert.that(rows).containsInAnyOrder("0: 10 by " + version, "1: 90 by null");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void recommendsTheBaselineWithoutAModel(TestPipeline pipeline) {
    PCollection<String> rows = recommend(pipeline, List.of(), 1, 2);

    PAssert.that(rows).containsInAnyOrder("0: 90 by null", "1: 90 by null");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void recommendsByTheNewestOfTheModelsNamed(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String second = register(20);

    PCollection<String> rows =
        recommend(
            pipeline,
            List.of(
                new ModelReference(store.folder(), second, 2),
                new ModelReference(store.folder(), first, 1),
                ModelReference.none(store.folder())),
            1);

    PAssert.that(rows).containsInAnyOrder("0: 20 by " + second);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void recommendsTheBaselineWhereTheOnlyModelIsDamaged(TestPipeline pipeline) throws Exception {
    String damaged = damage(register(10));

    PCollection<String> rows =
        recommend(pipeline, List.of(new ModelReference(store.folder(), damaged, 1)), 1);

    PAssert.that(rows).containsInAnyOrder("0: 90 by null");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void followsWhatIsPublishedWithoutMixingOrLosing(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String second = register(20);
    String damaged = damage(register(30));
    PCollection<String> steps =
        pipeline.apply(
            "Play",
            TestStream.create(StringUtf8Coder.of())
                .addElements("read")
                .addElements("0", "1")
                .addElements(first)
                .addElements("2", "3", "4")
                .addElements(second)
                // While one bundle loads a model, those beside it go on with the one before.
                .addElements("5")
                .addElements("6", "7")
                .addElements(damaged)
                .addElements("8", "9")
                .addElements(first)
                .addElements("10")
                .addElements("11")
                .advanceWatermarkToInfinity());
    PCollectionView<List<ModelReference>> models =
        steps
            .apply("Publish", ParDo.of(new PublishFn(store.folder())))
            .apply("View published", ModelReferences.readOnEach(store.folder()));

    PCollection<String> rows =
        steps
            .apply("Read events", ParDo.of(new EventFn()))
            .apply("Recommend", Recommend.by(models).withBaseline(List.of(90)))
            .apply("Show", ParDo.of(new ShowFn()));

    PAssert.that(rows)
        .containsInAnyOrder(
            "0: 90 by null",
            "1: 90 by null",
            "2: 10 by " + first,
            "3: 10 by " + first,
            "4: 10 by " + first,
            "5: 20 by " + second,
            "6: 20 by " + second,
            "7: 20 by " + second,
            "8: 20 by " + second,
            "9: 20 by " + second,
            "10: 10 by " + first,
            "11: 10 by " + first);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void refusesSettingsOutOfRange(TestPipeline pipeline) {
    Recommend recommend = Recommend.by(pipeline.apply(ModelReferences.fixed(List.of())));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> recommend.withK(0))
        .withMessage("k is 0, but it must be from 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recommend.withBaseline(List.of(7, 8, 7)))
        .withMessage("the baseline [7, 8, 7] names an item twice");
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<String> recommend(
      TestPipeline pipeline, List<ModelReference> references, int... users) {
    PCollectionView<List<ModelReference>> models =
        pipeline.apply("View models", ModelReferences.fixed(references));
    List<EventContext> contexts =
        IntStream.range(0, users.length).mapToObj(i -> context(i, users[i])).toList();
    return pipeline
        .apply("Create events", Create.of(contexts))
        .apply("Recommend", Recommend.by(models).withBaseline(List.of(90)))
        .apply("Show", ParDo.of(new ShowFn()));
  }

  private static EventContext context(int offset, int user) {
    EventId id = new EventId("cart", 0, offset);
    return new EventContext(
        new CartEvent(id, Instant.EPOCH, user, 7, 1, 2.5), null, OwnPurchases.none());
  }

  private String register(int item) throws IOException {
    Factors users = Factors.builder(1).add(1, 1).build();
    return TestModels.register(store, users, Factors.builder(1).add(item, 1).build()).version();
  }

  private String damage(String version) throws IOException {
    Path file = folder.resolve(version).resolve("als/itemFactors/part-00001-a.snappy.parquet");
    Files.write(file, new byte[] {1});
    return version;
  }

  /** Publishes the version that a step names, and asks for the pointer to be read. */
  private static final class PublishFn extends DoFn<String, Long> {
    private static final long serialVersionUID = 1L;
    private final String folder;

    PublishFn(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void processElement(@Element String step, OutputReceiver<Long> out) throws IOException {
      if (step.length() > 3) {
        if (!step.equals("read")) {
          ModelStore.at(folder).publish(step);
        }
        out.output(0L);
      }
    }
  }

  /** A step that is a number is the offset of an event. */
  private static final class EventFn extends DoFn<String, EventContext> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(@Element String step, OutputReceiver<EventContext> out) {
      if (step.length() <= 3) {
        out.output(context(Integer.parseInt(step), 1));
      }
    }
  }

  private static final class ShowFn extends DoFn<EnrichedEvent, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(@Element EnrichedEvent row, OutputReceiver<String> out) {
      out.output(
          "%d: %d by %s"
              .formatted(
                  row.event().id().offset(),
                  row.recommendations().get(0).itemId(),
                  row.modelVersion()));
    }
  }
}
