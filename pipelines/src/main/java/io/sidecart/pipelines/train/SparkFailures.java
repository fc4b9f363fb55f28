package io.sidecart.pipelines.train;

import io.sidecart.model.SidecartException;
import java.util.concurrent.Callable;

/** Says in one line what Spark tells in pages. */
final class SparkFailures {
  private SparkFailures() {}

  /**
   * Runs a step.
   *
   * @throws SidecartException if it fails: {@code Cannot <step>: <the innermost cause>}
   */
  static <T> T explained(String step, Callable<T> action) {
    try {
      return action.call();
    } catch (SidecartException e) {
      throw e;
    } catch (Exception e) { // Scala throws checked exceptions that it does not declare
      throw new SidecartException("Cannot " + step + ": " + reason(e), e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null || message.isBlank()
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
