package io.sidecart.model;

/**
 * A failure that its reader can act on.
 *
 * <p>The message is one line that names what is wrong, where (file, line, offset, option) and,
 * where it helps, what to do. The launcher prints it alone, without a stack trace, and exits with
 * 1.
 */
public class SidecartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SidecartException(String message) {
    super(message);
  }

  public SidecartException(String message, Throwable cause) {
    super(message, cause);
  }
}
