package io.sidecart.transforms.lookup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * An element whose key could not be looked up, although others can.
 *
 * @param input the element
 * @param detail one line that names the look-up, the key and the failure
 */
public record FailedLookUp<InputT>(InputT input, String detail) implements Serializable {
  public FailedLookUp {
    requireNonNull(input, "input");
    requireNonNull(detail, "detail");
  }
}
