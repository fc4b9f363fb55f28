package io.sidecart.transforms.recommend;

import io.sidecart.model.EventContext;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.recommend.ServedModel.Loaded;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Resolves the model once a bundle, and names it beside each event. */
final class NameModelFn extends DoFn<EventContext, EventOfModel> {
  private static final long serialVersionUID = 1L;
  private static final ModelReference NO_MODEL = ModelReference.none("");

  private final Refusals refusals = new Refusals();
  private final PCollectionView<List<ModelReference>> models;
  private final String step;
  private final @Nullable Duration refresh;
  private final UserFactorsCheck check;

  private transient Lease<Publications> publications;
  private transient Lease<NamedModels> named;
  private transient @Nullable Loaded resolved;
  private transient boolean isResolved;

  NameModelFn(
      PCollectionView<List<ModelReference>> models,
      String step,
      @Nullable Duration refresh,
      UserFactorsCheck check) {
    this.models = models;
    this.step = step;
    this.refresh = refresh;
    this.check = check;
  }

  @Setup
  public void setup() {
    publications = Publications.lease(step, refresh);
    named = NamedModels.lease(step, check);
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
      resolved = named.get().resolve(published, refusals::tell);
      isResolved = true;
    }
    EventContext event = context.element();
    context.output(
        resolved == null
            ? new EventOfModel(event, NO_MODEL, 0)
            : new EventOfModel(event, resolved.reference(), resolved.model().als().rank()));
  }

  /** Lets go of the model, so that an idle thread keeps no old one alive. */
  @FinishBundle
  public void finishBundle() {
    resolved = null;
  }

  @Teardown
  public void teardown() throws Exception {
    if (publications != null) {
      publications.close();
    }
    if (named != null) {
      named.close();
    }
  }
}
