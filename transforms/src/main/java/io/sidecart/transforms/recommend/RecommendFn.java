package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Resolves the model once a bundle, and recommends by it. */
final class RecommendFn extends DoFn<EventContext, EnrichedEvent> {
  private static final long serialVersionUID = 1L;

  /** Workers share the model of a step: two steps of one process may serve two stores. */
  private record ResourceKey(String view) {}

  private final Refusals refusals = new Refusals();
  private final RecommendMetrics metrics = new RecommendMetrics();

  private final PCollectionView<List<ModelReference>> models;

  @SuppressWarnings("serial") // an immutable list of the JDK
  private final List<ModelReference> known;

  private final Serving serving;

  private transient Lease<ServedModel> served;
  private transient Recommender recommender;
  private transient boolean isResolved;

  RecommendFn(
      PCollectionView<List<ModelReference>> models, List<ModelReference> known, Serving serving) {
    this.models = models;
    this.known = known;
    this.serving = serving;
  }

  @Setup
  public void setup() {
    served =
        WorkerResources.lease(
            new ResourceKey(models.getTagInternal().getId()),
            WorkerResources.ACROSS_BATCHES,
            () -> new ServedModel(RecommendFn::load, SteadyClock.ofSystem()));
    recommender = serving.recommender();
  }

  @StartBundle
  public void startBundle() {
    isResolved = false;
  }

  @ProcessElement
  public void processElement(ProcessContext context) {
    if (!isResolved) {
      List<ModelReference> named = new ArrayList<>(known);
      named.addAll(context.sideInput(models));
      recommender.use(served.get().resolve(named, refusals::tell));
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
    if (served != null) {
      served.close();
    }
  }

  private static ServableModel load(ModelReference reference) throws Exception {
    return ModelLoader.loadServable(ModelStore.at(reference.folder()), reference.version());
  }
}
