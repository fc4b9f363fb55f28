package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.PrecisionAtK;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.TopK;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the items for one event after the other, by one model at a time. Serves one thread.
 *
 * <p>A user's items depend on nothing but the model and the user, so they can be kept until the
 * model changes.
 */
final class Recommender {
  /** How many users' items are kept: some megabytes. */
  static final int MAX_KEPT = 20_000;

  private final int k;
  private final List<Recommendation> baseline;
  private final boolean reuse;
  private final TopK topK;
  private final Map<Integer, List<Recommendation>> kept = new HashMap<>();
  private @Nullable AlsModel model;
  private float[] vector = new float[0];

  Recommender(int k, List<Recommendation> baseline, boolean reuse) {
    this.k = k;
    this.baseline = baseline;
    this.reuse = reuse;
    this.topK = new TopK(k);
  }

  /** Serves by this model from now on, by the baseline where it is null. */
  void use(@Nullable AlsModel next) {
    kept.clear();
    model = next;
    vector = new float[next == null ? 0 : next.rank()];
  }

  EnrichedEvent recommend(EventContext context) {
    AlsModel served = model;
    int user = served == null ? -1 : served.users().indexOf(context.event().userId());
    if (served == null || user < 0 || served.items().size() == 0) {
      return enriched(context, baseline, null, Why.BASELINE);
    }
    return enriched(context, itemsOf(user, served), served.version(), Why.ALS);
  }

  private List<Recommendation> itemsOf(int user, AlsModel served) {
    if (!reuse) {
      return search(user, served);
    }
    List<Recommendation> items = kept.get(user);
    if (items == null) {
      items = search(user, served);
      if (kept.size() >= MAX_KEPT) {
        kept.clear();
      }
      kept.put(user, items);
    }
    return items;
  }

  private List<Recommendation> search(int user, AlsModel served) {
    served.users().copyVector(user, vector);
    return topK.of(vector, served.items());
  }

  private EnrichedEvent enriched(
      EventContext context, List<Recommendation> items, @Nullable String version, Why why) {
    return new EnrichedEvent(
        context.event(),
        context.features(),
        items,
        PrecisionAtK.of(items, k, context.ownPurchases()),
        version,
        why);
  }
}
