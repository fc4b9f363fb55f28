package io.sidecart.transforms.recommend;

import static io.sidecart.transforms.recommend.PublishingStory.event;
import static io.sidecart.transforms.recommend.PublishingStory.eventsOf;
import static io.sidecart.transforms.recommend.PublishingStory.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.coders.FactorVectorCoder;
import io.sidecart.transforms.lookup.LookUp;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of two items of which a user likes item 10 or 20 by the vector of the version that serves;
 * the vector of another version would show the other one. User 1 is known to each model, user 2 to
 * none; the baseline is item 90.
 */
@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class RecommendLookedUpTest {
  @TempDir Path folder;
  private ModelStore store;
  private final Map<UserOfModel, FactorVector> vectors = new HashMap<>();
  private final Set<String> loaded = new HashSet<>();

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.toString());
  }

  @Test
  void theLookedUpVectorOfTheVersionServes(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String second = register(20);

    PCollection<String> rows =
        recommend(pipeline, List.of(reference(first, 1), reference(second, 2)), 1, 2);

    // then: user 2 has item 7 in the cart, which no model knows
    PAssert.that(rows).containsInAnyOrder("0: 20 by " + second, "1: 90 by null");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aVersionWhoseFactorsAreNotThereIsRefused(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String second = register(20);
    loaded.remove(second);

    PCollection<String> rows =
        recommend(pipeline, List.of(reference(first, 1), reference(second, 2)), 1);

    PAssert.that(rows).containsInAnyOrder("0: 10 by " + first);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theBaselineServesWithoutAModel(TestPipeline pipeline) {
    PCollection<String> rows = recommend(pipeline, List.of(), 1, 2);

    PAssert.that(rows).containsInAnyOrder("0: 90 by null", "1: 90 by null");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void followsWhatIsPublishedWithoutMixingOrLosing(TestPipeline pipeline) throws Exception {
    String first = register(10);
    String second = register(20);
    String missing = register(20);
    loaded.remove(missing);
    PublishingStory story = PublishingStory.play(pipeline, store, first, second, missing);

    PCollection<EnrichedEvent> rows =
        story.events().apply("Recommend", recommend(story.models()).withRefresh(Duration.ZERO));

    story.assertFollowed(shown(rows));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void anEventAndItsModelGoThroughTheirCoder() throws Exception {
    EventOfModel event = new EventOfModel(event(3, 1), reference("v1", 7), 64);

    assertThat(CoderUtils.clone(EventOfModelCoder.of(), event)).isEqualTo(event);
  }

  private PCollection<String> recommend(
      TestPipeline pipeline, List<ModelReference> references, int... users) {
    PCollectionView<List<ModelReference>> models =
        pipeline.apply("View models", ModelReferences.viewOf(references));
    return shown(eventsOf(pipeline, users).apply("Recommend", recommend(models)));
  }

  private Recommend recommend(PCollectionView<List<ModelReference>> models) {
    PlantedFactors factors = new PlantedFactors(Map.copyOf(vectors), Set.copyOf(loaded));
    return Recommend.by(models)
        .withBaseline(List.of(90))
        .withUserFactors(
            LookUp.of("user_factors", EventOfModel::user, factors, FactorVectorCoder.of()),
            factors);
  }

  private ModelReference reference(String version, long sequence) {
    return new ModelReference(store.folder(), version, sequence);
  }

  /** Registers a model whose file of users holds another vector than the one to be looked up. */
  private String register(int liked) throws IOException {
    Factors users = Factors.builder(2).add(1, 1, 1).build();
    Factors items = Factors.builder(2).add(10, 1, 0).add(20, 0, 1).build();
    String version = TestModels.register(store, users, items).version();
    vectors.put(
        new UserOfModel(1, version, 2),
        liked == 10 ? FactorVector.of(1, 0) : FactorVector.of(0, 1));
    loaded.add(version);
    return version;
  }
}
