package io.sidecart.transforms.recommend;

import static io.sidecart.transforms.recommend.PublishingStory.eventsOf;
import static io.sidecart.transforms.recommend.PublishingStory.shown;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.Factors;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
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
  void recommendsByTheModelBeforeWhereTheNewestIsDamaged(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String damaged = damage(register(20));

    PCollection<String> rows =
        recommend(
            pipeline,
            List.of(
                new ModelReference(store.folder(), first, 1),
                new ModelReference(store.folder(), damaged, 2)),
            1);

    PAssert.that(rows).containsInAnyOrder("0: 10 by " + first);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void failsWhereTheOnlyModelIsDamaged(TestPipeline pipeline) throws Exception {
    String damaged = damage(register(10));

    recommend(pipeline, List.of(new ModelReference(store.folder(), damaged, 1)), 1);

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasRootCauseInstanceOf(SidecartException.class)
        .hasStackTraceContaining(
            "Model %s is published in %s, but cannot be loaded: Model %s is damaged: als/"
                .formatted(damaged, store.folder(), damaged));
  }

  @Test
  void failsWhereTheOnlyModelWasPruned(TestPipeline pipeline) throws Exception {
    recommend(pipeline, List.of(new ModelReference(store.folder(), "pruned", 1)), 1);

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasStackTraceContaining(
            "Model pruned is published in %s, but cannot be loaded: Model pruned is not in %s"
                .formatted(store.folder(), store.folder()));
  }

  @Test
  void followsWhatIsPublishedWithoutMixingOrLosing(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String second = register(20);
    String damaged = damage(register(30));
    PublishingStory story = PublishingStory.play(pipeline, store, first, second, damaged);

    PCollection<EnrichedEvent> rows =
        story
            .events()
            .apply(
                "Recommend",
                Recommend.by(story.models()).withRefresh(Duration.ZERO).withBaseline(List.of(90)));

    story.assertFollowed(shown(rows));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void refusesSettingsOutOfRange(TestPipeline pipeline) {
    Recommend recommend = Recommend.by(pipeline.apply(ModelReferences.viewOf(List.of())));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> recommend.withK(0))
        .withMessage("k is 0, but it must be from 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recommend.withBaseline(List.of(7, 8, 7)))
        .withMessage("the baseline [7, 8, 7] names an item twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recommend.withRefresh(Duration.ofSeconds(-1)))
        .withMessage("every is PT-1S, but it must not be negative");
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<String> recommend(
      TestPipeline pipeline, List<ModelReference> references, int... users) {
    PCollectionView<List<ModelReference>> models =
        pipeline.apply("View models", ModelReferences.viewOf(references));
    return shown(
        eventsOf(pipeline, users)
            .apply("Recommend", Recommend.by(models).withBaseline(List.of(90))));
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
}
