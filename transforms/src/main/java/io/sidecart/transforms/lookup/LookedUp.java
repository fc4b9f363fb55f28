package io.sidecart.transforms.lookup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An element and what the store has for its key.
 *
 * @param input the element
 * @param value the answer, null where the store has none
 */
public record LookedUp<InputT, V>(InputT input, @Nullable V value) implements Serializable {
  public LookedUp {
    requireNonNull(input, "input");
  }
}
