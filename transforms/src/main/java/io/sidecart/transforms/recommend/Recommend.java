package io.sidecart.transforms.recommend;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.rules.Rules;
import io.sidecart.transforms.coders.EnrichedEventCoder;
import io.sidecart.transforms.models.ModelReference;
import java.util.HashSet;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Adds the items to show to each event, by the first of these that knows enough: the model, for a
 * user whom its training saw; the model, for what the user bought and has in the cart; the best
 * sellers of the category of the event's item; the baseline, also while there is no model.
 *
 * <p>Each bundle takes the newest model that the view names when its first event comes, so its rows
 * carry one version. A model is loaded once for a worker and shared by its threads; one that is
 * damaged is logged and counted ({@code models.refused}), and the model before it goes on.
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

  @SuppressWarnings("serial") // an immutable list of the JDK
  private final List<ModelReference> known;

  private final int k;

  @SuppressWarnings("serial") // an immutable list of the JDK
  private final List<Integer> baseline;

  private final boolean reuse;

  private final Rules rules;

  private Recommend(
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

  /** Recommends {@value #DEFAULT_K} items by the model that the view names, with no baseline. */
  public static Recommend by(PCollectionView<List<ModelReference>> models) {
    return new Recommend(models, List.of(), DEFAULT_K, List.of(), true, Rules.none());
  }

  /**
   * The model that is published when the pipeline is built. It serves until the view names a newer
   * one: streaming Spark does not wait for the first answer of a view, which is empty until then.
   */
  public Recommend withModelAtStart(ModelReference model) {
    return new Recommend(models, List.of(model), k, baseline, reuse, rules);
  }

  /**
   * How many items to recommend, from 1 to {@value #MAX_K}. A row has fewer only where the model or
   * the baseline has fewer items.
   */
  public Recommend withK(int k) {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k is " + k + ", but it must be from 1 to " + MAX_K);
    }
    return new Recommend(models, known, k, baseline, reuse, rules);
  }

  /** The items to show where the model has none, best first; the first k of them are shown. */
  public Recommend withBaseline(List<Integer> itemIds) {
    if (new HashSet<>(itemIds).size() < itemIds.size()) {
      throw new IllegalArgumentException("the baseline " + itemIds + " names an item twice");
    }
    return new Recommend(models, known, k, List.copyOf(itemIds), reuse, rules);
  }

  /**
   * Whether a user's items are computed once for a bundle, which gives the same rows (the default),
   * or for each event, to measure what that takes.
   */
  public Recommend withReuse(boolean reuse) {
    return new Recommend(models, known, k, baseline, reuse, rules);
  }

  /** What the shop asks of the items; nothing unless told otherwise. */
  public Recommend withRules(Rules rules) {
    return new Recommend(models, known, k, baseline, reuse, rules);
  }

  @Override
  public PCollection<EnrichedEvent> expand(PCollection<EventContext> events) {
    return events
        .apply(
            "Score items",
            ParDo.of(new RecommendFn(models, known, k, baseline, reuse, rules))
                .withSideInputs(models))
        .setCoder(EnrichedEventCoder.of());
  }
}
