package io.sidecart.transforms.recommend;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.EventContext;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.models.ModelReference;
import java.io.Serializable;

/**
 * An event and the model that serves it, which is named before the user's factors are looked up:
 * they are of that model and of no other.
 *
 * @param context the event with what is known of it
 * @param model the model, or one that is not published where the baseline serves
 * @param rank the length of the model's vectors, 0 without a model
 */
public record EventOfModel(EventContext context, ModelReference model, int rank)
    implements Serializable {
  public EventOfModel {
    requireNonNull(context, "context");
    requireNonNull(model, "model");
  }

  /** Whose factors are to be looked up. */
  public UserOfModel user() {
    return new UserOfModel(context.event().userId(), model.version(), rank);
  }
}
