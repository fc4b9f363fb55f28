package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.OwnPurchases;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
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
                .addElements(missing)
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
            .apply("Recommend", recommend(models))
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
  void anEventAndItsModelGoThroughTheirCoder() throws Exception {
    EventOfModel event = new EventOfModel(context(3, 1), reference("v1", 7), 64);

    assertThat(CoderUtils.clone(EventOfModelCoder.of(), event)).isEqualTo(event);
  }

  private PCollection<String> recommend(
      TestPipeline pipeline, List<ModelReference> references, int... users) {
    PCollectionView<List<ModelReference>> models =
        pipeline.apply("View models", ModelReferences.fixed(references));
    List<EventContext> contexts =
        IntStream.range(0, users.length).mapToObj(i -> context(i, users[i])).toList();
    return pipeline
        .apply("Create events", Create.of(contexts))
        .apply("Recommend", recommend(models))
        .apply("Show", ParDo.of(new ShowFn()));
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

  private static EventContext context(int offset, int user) {
    EventId id = new EventId("cart", 0, offset);
    return new EventContext(
        new CartEvent(id, Instant.EPOCH, user, 7, 1, 2.5), null, OwnPurchases.none());
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
