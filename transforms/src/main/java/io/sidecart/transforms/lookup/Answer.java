package io.sidecart.transforms.lookup;

import org.jspecify.annotations.Nullable;

/** How the look-up of one key ended. */
sealed interface Answer<V> {

  /** The store answered; the value is null where it has nothing for the key. */
  record Known<V>(@Nullable V value) implements Answer<V> {}

  /**
   * The store did not answer.
   *
   * @param kind {@link FailureKind#TRANSIENT} where it did not help to ask again for long
   * @param detail one line that names the look-up, the key and the failure
   */
  record Failed<V>(FailureKind kind, String detail, Throwable cause) implements Answer<V> {
    boolean isOfTheKey() {
      return kind == FailureKind.OF_THE_KEY;
    }
  }
}
