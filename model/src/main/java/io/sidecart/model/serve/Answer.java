package io.sidecart.model.serve;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items to show.
 *
 * @param items best first
 * @param version of the model that knew them, null where none did
 * @param why which part of the chain chose them
 */
public record Answer(List<Recommendation> items, @Nullable String version, Why why) {
  public Answer {
    requireNonNull(items, "items");
    requireNonNull(why, "why");
  }
}
