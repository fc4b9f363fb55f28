package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.model.rules.Rules;
import io.sidecart.transforms.coders.EnrichedEventCoder;
import io.sidecart.transforms.lookup.LookUp;
import io.sidecart.transforms.models.ModelReference;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * Adds the items to show to each event, by the first of these that knows enough: the model, for a
 * user whom its training saw; the model, for what the user bought and has in the cart; the best
 * sellers of the category of the event's item; the baseline, also while no model is published.
 *
 * <p>Each bundle takes the newest model known when its first event comes, so its rows carry one
 * version: of those that the view names, and, with {@link #withRefresh}, of what their stores have
 * published since. A model is loaded once for a worker and shared by its threads; one that is
 * damaged is logged and counted ({@code models.refused}), and the model before it goes on. A worker
 * that can load none of those published fails its bundle: the baseline does not take their place.
 */
public final class Recommend
    extends PTransform<PCollection<EventContext>, PCollection<EnrichedEvent>> {
  /** A counter for each model that served: this and the version. */
  public static final String VERSION_METRIC = "served.version.";

  /** A distribution of precision@k over the rows that have one, in {@link #PRECISION_UNIT}ths. */
  public static final String PRECISION_METRIC = "precision_at_k.millionths";

  public static final int PRECISION_UNIT = 1_000_000;

  private static final long serialVersionUID = 1L;

  /** How many items are recommended unless told otherwise. */
  public static final int DEFAULT_K = 5;

  /** The most items that can be recommended. */
  public static final int MAX_K = 1000;

  private final PCollectionView<List<ModelReference>> models;

  private final @Nullable Duration refresh;
  private final Serving serving;
  private final @Nullable UserFactors userFactors;

  /** Where user factors are looked up. */
  private record UserFactors(
      LookUp<EventOfModel, UserOfModel, FactorVector> lookUp, UserFactorsCheck check)
      implements Serializable {}

  private Recommend(
      PCollectionView<List<ModelReference>> models,
      @Nullable Duration refresh,
      Serving serving,
      @Nullable UserFactors userFactors) {
    this.models = models;
    this.refresh = refresh;
    this.serving = serving;
    this.userFactors = userFactors;
  }

  /** Recommends {@value #DEFAULT_K} items by the model that the view names, with no baseline. */
  public static Recommend by(PCollectionView<List<ModelReference>> models) {
    return new Recommend(models, null, new Serving(DEFAULT_K, List.of(), true, Rules.none()), null);
  }

  /**
   * Follows what is published while the pipeline runs: each worker by itself reads the pointers of
   * the stores that the view names, when a bundle begins so long after the last time. A store that
   * has no model yet must be named too ({@link ModelReference#none}). A pointer that cannot be read
   * is logged and counted ({@code models.pointer_failures}); a worker that has never read it, and
   * for which no model is named, fails its bundle.
   *
   * @param every how often at most, not negative
   */
  public Recommend withRefresh(Duration every) {
    if (every.isNegative()) {
      throw new IllegalArgumentException("every is " + every + ", but it must not be negative");
    }
    return new Recommend(models, every, serving, userFactors);
  }

  /**
   * How many items to recommend, from 1 to {@value #MAX_K}. A row has fewer only where the rules
   * leave no more of the model's items and the best sellers.
   */
  public Recommend withK(int k) {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k is " + k + ", but it must be from 1 to " + MAX_K);
    }
    return with(serving.withK(k));
  }

  /** The items to show where the model has none, best first; the first k of them are shown. */
  public Recommend withBaseline(List<Integer> itemIds) {
    if (new HashSet<>(itemIds).size() < itemIds.size()) {
      throw new IllegalArgumentException("the baseline " + itemIds + " names an item twice");
    }
    return with(serving.withBaseline(itemIds));
  }

  /**
   * Whether a user's items are computed once for a bundle, which gives the same rows (the default),
   * or for each event, to measure what that takes.
   */
  public Recommend withReuse(boolean reuse) {
    return with(serving.withReuse(reuse));
  }

  /** What the shop asks of the items; nothing unless told otherwise. */
  public Recommend withRules(Rules rules) {
    return with(serving.withRules(rules));
  }

  /**
   * Looks each user's factors up, instead of holding those of all users in memory; the rows are the
   * same. An event's model is named first, then the factors are looked up that its user has in that
   * model, and then that model serves: a row never mixes two. A version whose factors are not all
   * there is refused like a damaged one.
   *
   * @param lookUp finds a vector by user and version, of the version's rank
   * @param check knows which versions are there
   */
  public Recommend withUserFactors(
      LookUp<EventOfModel, UserOfModel, FactorVector> lookUp, UserFactorsCheck check) {
    return new Recommend(models, refresh, serving, new UserFactors(lookUp, check));
  }

  private Recommend with(Serving changed) {
    return new Recommend(models, refresh, changed, userFactors);
  }

  @Override
  public PCollection<EnrichedEvent> expand(PCollection<EventContext> events) {
    PCollection<EnrichedEvent> rows =
        userFactors == null
            ? events.apply(
                "Score items",
                ParDo.of(new RecommendFn(models, step(), refresh, serving)).withSideInputs(models))
            : recommendLookedUp(events, userFactors);
    return rows.setCoder(EnrichedEventCoder.of());
  }

  private PCollection<EnrichedEvent> recommendLookedUp(
      PCollection<EventContext> events, UserFactors factors) {
    return events
        .apply(
            "Name model",
            ParDo.of(new NameModelFn(models, step(), refresh, factors.check()))
                .withSideInputs(models))
        .setCoder(EventOfModelCoder.of())
        .apply("Look up user factors", factors.lookUp())
        .apply("Score items", ParDo.of(new RecommendLookedUpFn(step(), factors.check(), serving)));
  }

  /** Workers share a model for each view, and for each way of following it. */
  private String step() {
    String view = models.getTagInternal().getId();
    return refresh == null ? view : view + " each " + refresh;
  }
}
