package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.PrecisionAtK;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rank.PersonalRanker;
import io.sidecart.model.rank.ServableModel;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the items for one event after the other, by one model at a time. Serves one thread.
 *
 * <p>By the factors alone, a user's items depend on nothing but the model and the user, so they can
 * be kept until the model changes. A learned ranking depends on the user's purchases and on the day
 * too, and what is kept is good as long as these are the same.
 */
final class Recommender {
  /** How many users' items are kept: some megabytes. */
  static final int MAX_KEPT = 20_000;

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final int k;
  private final List<Recommendation> baseline;
  private final boolean reuse;
  private final TopK topK;
  private final Map<Integer, Kept> kept = new HashMap<>();
  private @Nullable AlsModel model;
  private @Nullable PersonalRanker ranker;

  /** Its scratch is worth keeping for the next bundle, but keeps no old model alive. */
  private WeakReference<PersonalRanker> latest = new WeakReference<>(null);

  private float[] vector = new float[0];

  /** A user's items, and what they were computed from. */
  private record Kept(OwnPurchases own, long day, List<Recommendation> items) {}

  Recommender(int k, List<Recommendation> baseline, boolean reuse) {
    this.k = k;
    this.baseline = baseline;
    this.reuse = reuse;
    this.topK = new TopK(k);
  }

  /** Serves by this model from now on, by the baseline where it is null. */
  void use(@Nullable ServableModel next) {
    kept.clear();
    model = next == null ? null : next.als();
    vector = new float[model == null ? 0 : model.rank()];
    ranker = next == null || next.ranking() == null ? null : ranker(next.als(), next.ranking());
  }

  private PersonalRanker ranker(AlsModel als, LearnedRanking ranking) {
    PersonalRanker before = latest.get();
    if (before != null && before.isOf(als, ranking)) {
      return before;
    }
    PersonalRanker made = new PersonalRanker(als, ranking);
    latest = new WeakReference<>(made);
    return made;
  }

  EnrichedEvent recommend(EventContext context) {
    AlsModel served = model;
    int userId = context.event().userId();
    int user = served == null ? -1 : served.users().indexOf(userId);
    if (served == null || served.items().size() == 0) {
      return enriched(context, baseline, null, Why.BASELINE);
    }
    if (ranker != null && (user >= 0 || !context.ownPurchases().isEmpty())) {
      return enriched(context, ranked(context, ranker), served.version(), Why.RANKED);
    }
    if (user < 0) {
      return enriched(context, baseline, null, Why.BASELINE);
    }
    return enriched(context, itemsOf(user, userId, served), served.version(), Why.ALS);
  }

  private List<Recommendation> ranked(EventContext context, PersonalRanker by) {
    int userId = context.event().userId();
    OwnPurchases own = context.ownPurchases();
    long at = context.event().eventTime().toEpochMilli();
    long day = Math.floorDiv(at, DAY);
    Kept before = reuse ? kept.get(userId) : null;
    if (before != null && before.day() == day && before.own().equals(own)) {
      return before.items();
    }
    List<Recommendation> items = by.best(userId, own, at, k, null);
    keep(userId, new Kept(own, day, items));
    return items;
  }

  private List<Recommendation> itemsOf(int user, int userId, AlsModel served) {
    Kept before = reuse ? kept.get(userId) : null;
    if (before != null) {
      return before.items();
    }
    served.users().copyVector(user, vector);
    List<Recommendation> items = topK.of(vector, served.items());
    keep(userId, new Kept(OwnPurchases.none(), 0, items));
    return items;
  }

  private void keep(int userId, Kept items) {
    if (reuse) {
      if (kept.size() >= MAX_KEPT) {
        kept.clear();
      }
      kept.put(userId, items);
    }
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
