package io.sidecart.transforms.lookup;

/** What has gone wrong where a store could not be asked for a key, which decides what to do. */
public enum FailureKind {
  /** Asking again later may help: a node is down or overloaded, say. */
  TRANSIENT,
  /** The answer for this key cannot be used, those for others can: its elements do without. */
  OF_THE_KEY,
  /**
   * No key can be looked up until somebody does something: a table is missing, say, or the login
   * was withdrawn. Also whatever is not known.
   */
  OF_THE_STORE
}
