package io.sidecart.model;

/** What lies at the bottom of a failure, in a line for people. */
public final class RootCause {
  private RootCause() {}

  /** The first line of the innermost message; the name of its class where it has none. */
  public static String message(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage().strip();
    return message.isEmpty()
        ? root.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow();
  }
}
