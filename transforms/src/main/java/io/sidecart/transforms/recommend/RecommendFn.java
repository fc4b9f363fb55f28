package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.model.rules.Rules;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves the model once a bundle, and recommends by it. */
final class RecommendFn extends DoFn<EventContext, EnrichedEvent> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RecommendFn.class);

  /** Workers share the model of a step: two steps of one process may serve two stores. */
  private record ResourceKey(String view) {}

  private final Counter refused = Metrics.counter(Recommend.class, "models.refused");
  private final RecommendMetrics metrics = new RecommendMetrics();

  private final PCollectionView<List<ModelReference>> models;

  @SuppressWarnings("serial") // an immutable list of the JDK
  private final List<ModelReference> known;

  private final int k;

  @SuppressWarnings("serial") // an immutable list of the JDK
  private final List<Integer> baseline;

  private final boolean reuse;
  private final Rules rules;

  private transient Lease<ServedModel> served;
  private transient Recommender recommender;
  private transient boolean isResolved;

  RecommendFn(
      PCollectionView<List<ModelReference>> models,
      List<ModelReference> known,
      int k,
      List<Integer> baseline,
      boolean reuse,
      Rules rules) {
    this.models = models;
    this.known = known;
    this.k = k;
    this.baseline = baseline;
    this.reuse = reuse;
    this.rules = rules;
  }

  @Setup
  public void setup() {
    served =
        WorkerResources.lease(
            new ResourceKey(models.getTagInternal().getId()),
            WorkerResources.ACROSS_BATCHES,
            () -> new ServedModel(RecommendFn::load, SteadyClock.ofSystem()));
    recommender = new Recommender(k, baseline, reuse, rules);
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
      recommender.use(served.get().resolve(named, this::tellRefused));
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

  private void tellRefused(ModelReference reference, Exception failure) {
    refused.inc();
    LOG.error(
        "Model {} of {} is refused, what is served stays as it is: {}",
        reference.version(),
        reference.folder(),
        failure.getMessage());
  }
}
