package io.sidecart.runners.launcher.drill;

/** This machine does not let a drill run; the message says why. */
final class SkippedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SkippedException(String message) {
    super(message);
  }
}
