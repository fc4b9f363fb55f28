package io.sidecart.model.delayed;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Recommendation;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user put in the cart and what was shown beside it. The servings of a user are in the order
 * of their times, of one millisecond in that of Kafka.
 *
 * @param userId who
 * @param millis when, since 1970
 * @param partition where the event stands in its topic
 * @param offset where it stands in its partition
 * @param itemId what was put in the cart
 * @param shown the items shown, each once
 * @param modelVersion the model that chose them, null where none did
 */
public record Serving(
    int userId,
    long millis,
    int partition,
    long offset,
    int itemId,
    List<Integer> shown,
    @Nullable String modelVersion)
    implements Serializable {
  /** The order of a user's servings; two that are equal by it are one that came twice. */
  static final Comparator<Serving> ORDER =
      Comparator.comparingLong(Serving::millis)
          .thenComparingInt(Serving::partition)
          .thenComparingLong(Serving::offset);

  public Serving {
    shown = List.copyOf(requireNonNull(shown, "shown"));
  }

  public static Serving of(EnrichedEvent row) {
    return new Serving(
        row.event().userId(),
        row.event().eventTime().toEpochMilli(),
        row.event().id().partition(),
        row.event().id().offset(),
        row.event().itemId(),
        row.recommendations().stream().map(Recommendation::itemId).toList(),
        row.modelVersion());
  }
}
