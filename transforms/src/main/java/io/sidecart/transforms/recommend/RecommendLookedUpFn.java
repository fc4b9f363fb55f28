package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.transforms.lookup.LookedUp;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Recommends for each event by the model that was named for it, and by that one's user factors. */
final class RecommendLookedUpFn extends DoFn<LookedUp<EventOfModel, FactorVector>, EnrichedEvent> {
  private static final long serialVersionUID = 1L;

  private final RecommendMetrics metrics = new RecommendMetrics();
  private final String step;
  private final UserFactorsCheck check;
  private final Serving serving;

  private transient Lease<NamedModels> named;
  private transient Recommender recommender;
  private transient @Nullable ModelReference used;

  RecommendLookedUpFn(String step, UserFactorsCheck check, Serving serving) {
    this.step = step;
    this.check = check;
    this.serving = serving;
  }

  @Setup
  public void setup() {
    named = NamedModels.lease(step, check);
    recommender = serving.recommender();
  }

  @ProcessElement
  public void processElement(
      @Element LookedUp<EventOfModel, FactorVector> event, OutputReceiver<EnrichedEvent> out)
      throws Exception {
    ModelReference model = event.input().model();
    if (!model.equals(used)) {
      recommender.use(model.isPublished() ? named.get().of(model) : null);
      used = model;
    }
    EnrichedEvent row = recommender.recommend(event.input().context(), event.value());
    metrics.count(row);
    out.output(row);
  }

  /** Lets go of the model, so that an idle thread keeps no old one alive. */
  @FinishBundle
  public void finishBundle() {
    recommender.use(null);
    used = null;
  }

  @Teardown
  public void teardown() throws Exception {
    if (named != null) {
      named.close();
    }
  }
}
