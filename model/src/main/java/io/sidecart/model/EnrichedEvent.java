package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An event with everything that the stream adds to it: the row of every output.
 *
 * @param event the event
 * @param features the item's features, null where the item is not among the known items
 * @param recommendations the items to show, best first; ties stand in the order of the item ids
 * @param precisionAtK the share of the recommended items that the user ever bought, null when the
 *     user has no purchases on record
 * @param modelVersion the model that chose the items, null when none did
 * @param why which part of the chain chose the items
 * @param originalIds the ids of the recommended items as the shop knows them, in their order; null
 *     where item ids are whole numbers
 */
public record EnrichedEvent(
    CartEvent event,
    @Nullable ItemFeatures features,
    List<Recommendation> recommendations,
    @Nullable Double precisionAtK,
    @Nullable String modelVersion,
    Why why,
    @Nullable List<String> originalIds)
    implements Serializable {
  /** How many items most shops ask for. */
  public static final int USUAL_ITEMS = 5;

  /** A row of item ids that are whole numbers. */
  public EnrichedEvent(
      CartEvent event,
      @Nullable ItemFeatures features,
      List<Recommendation> recommendations,
      @Nullable Double precisionAtK,
      @Nullable String modelVersion,
      Why why) {
    this(event, features, recommendations, precisionAtK, modelVersion, why, null);
  }

  public EnrichedEvent {
    requireNonNull(event, "event");
    requireNonNull(why, "why");
    recommendations = List.copyOf(recommendations);
    originalIds = originalIds == null ? null : List.copyOf(originalIds);
  }

  /** How much memory it takes, in rows of {@value #USUAL_ITEMS} items, some 200 bytes each. */
  public int weight() {
    return Math.max(1, recommendations.size() / USUAL_ITEMS);
  }

  /** The same with the ids that the shop knows items by, also in the reasons. */
  public EnrichedEvent withOriginalIds(IntFunction<String> textOf) {
    return new EnrichedEvent(
        event,
        features,
        recommendations.stream().map(each -> named(each, textOf)).toList(),
        precisionAtK,
        modelVersion,
        why,
        recommendations.stream().map(each -> textOf.apply(each.itemId())).toList());
  }

  private static Recommendation named(Recommendation shown, IntFunction<String> textOf) {
    Reason reason = shown.reason();
    return reason.kind() == Reason.Kind.BOUGHT_WITH
        ? shown.because(reason.withName(textOf.apply(reason.argument())))
        : shown;
  }
}
