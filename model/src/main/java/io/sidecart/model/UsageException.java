package io.sidecart.model;

/** An option whose value cannot be used; the launcher prints the message and exits with 2. */
public final class UsageException extends SidecartException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
