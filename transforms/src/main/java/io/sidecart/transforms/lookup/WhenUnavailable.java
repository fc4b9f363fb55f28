package io.sidecart.transforms.lookup;

/** What a {@link LookUp} does with an element when the store stays away beyond its patience. */
public enum WhenUnavailable {
  /** Fails the bundle, so that the runner tries it again or stops: nothing is lost. */
  FAIL,
  /** Sends the element to the failures, and goes on. */
  DEAD_LETTER
}
