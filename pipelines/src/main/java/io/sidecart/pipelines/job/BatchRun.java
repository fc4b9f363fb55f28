package io.sidecart.pipelines.job;

import io.sidecart.model.RootCause;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Runs a bounded pipeline to its end. */
public final class BatchRun {
  private BatchRun() {}

  /**
   * Returns once all is done.
   *
   * @throws SidecartException the one that a worker threw, or one that names what the file system
   *     refused
   */
  public static void toEnd(Pipeline pipeline) {
    PipelineResult.State state;
    try {
      state = pipeline.run().waitUntilFinish();
    } catch (RuntimeException e) {
      throw causeOf(e);
    }
    if (state != PipelineResult.State.DONE) {
      throw new SidecartException("the pipeline ended with " + state);
    }
  }

  /** Runners wrap what a worker throws, each in its own way. */
  private static RuntimeException causeOf(RuntimeException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SidecartException known) {
        return known;
      }
      if (at instanceof IOException io) {
        return new SidecartException(
            "the pipeline failed: "
                + (io.getMessage() == null ? RootCause.message(io) : io.getMessage()),
            failure);
      }
    }
    return failure;
  }
}
