package io.sidecart.pipelines.train;

import io.sidecart.model.RootCause;
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
      throw new SidecartException("Cannot " + step + ": " + RootCause.message(e), e);
    }
  }
}
