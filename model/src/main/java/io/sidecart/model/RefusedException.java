package io.sidecart.model;

/**
 * A model that was trained well and is not served, because it is worse than what is there; the
 * launcher prints the message and exits with 3.
 */
public final class RefusedException extends SidecartException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }
}
