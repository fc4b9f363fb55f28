package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Resolves the model once a bundle, and recommends by it. */
final class RecommendFn extends DoFn<EventContext, EnrichedEvent> {
  private static final long serialVersionUID = 1L;

  /** Workers share the model of a step: two steps of one process may serve two stores. */
  private record ResourceKey(String step) {}

  private final Refusals refusals = new Refusals();
  private final RecommendMetrics metrics = new RecommendMetrics();

  private final PCollectionView<List<ModelReference>> models;
  private final String step;
  private final @Nullable Duration refresh;
  private final Serving serving;

  private transient Lease<Publications> publications;
  private transient Lease<ServedModel> served;
  private transient Recommender recommender;
  private transient boolean isResolved;

  RecommendFn(
      PCollectionView<List<ModelReference>> models,
      String step,
      @Nullable Duration refresh,
      Serving serving) {
    this.models = models;
    this.step = step;
    this.refresh = refresh;
    this.serving = serving;
  }

  @Setup
  public void setup() {
    publications = Publications.lease(step, refresh);
    served =
        WorkerResources.lease(
            new ResourceKey(step),
            WorkerResources.ACROSS_BATCHES,
            () ->
                new ServedModel(
                    RecommendFn::load, SteadyClock.ofSystem(), StoragePatience.OF_A_NEW_WORKER));
    recommender = serving.recommender();
  }

  @StartBundle
  public void startBundle() {
    isResolved = false;
  }

  @ProcessElement
  public void processElement(ProcessContext context) {
    if (!isResolved) {
      List<ModelReference> published =
          publications.get().since(context.sideInput(models), refusals::tellUnread);
      recommender.use(served.get().resolve(published, refusals::tell));
      isResolved = true;
    }
    EnrichedEvent row = recommender.recommend(context.element());
    metrics.count(row);
    context.output(row);
  }

  /** Lets go of the model, so that an idle thread keeps no old one alive. */
  @FinishBundle
  public void finishBundle() {
    recommender.use(null);
  }

  @Teardown
  public void teardown() throws Exception {
    if (publications != null) {
      publications.close();
    }
    if (served != null) {
      served.close();
    }
  }

  private static ServableModel load(ModelReference reference) throws Exception {
    return ModelLoader.loadServable(ModelStore.at(reference.folder()), reference.version());
  }
}
