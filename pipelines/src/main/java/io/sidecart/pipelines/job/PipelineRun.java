package io.sidecart.pipelines.job;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.WorkerResources;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/** Runs a pipeline to its end, telling how it goes, or until the process is asked to stop. */
public final class PipelineRun {
  private static final Duration BETWEEN_REPORTS = Duration.standardSeconds(5);

  private PipelineRun() {}

  /**
   * Runs to the end.
   *
   * @param progress called every few seconds while the pipeline runs
   * @param report called once, when the pipeline is done or was stopped on request
   * @throws SidecartException if the pipeline ends in another way
   */
  public static void toEnd(
      Pipeline pipeline, Consumer<PipelineResult> progress, Consumer<PipelineResult> report) {
    PipelineResult result = pipeline.run();
    try (StopSignal stop = StopSignal.install(() -> cancel(result))) {
      PipelineResult.State state = await(result, stop, progress);
      // What was reached is committed before anybody looks at it.
      WorkerResources.closeIdle();
      boolean stopped = state == PipelineResult.State.CANCELLED && stop.requested();
      if (state != PipelineResult.State.DONE && !stopped) {
        throw new SidecartException("the pipeline ended with " + state);
      }
      report.accept(result);
      stop.ended();
    }
  }

  private static PipelineResult.State await(
      PipelineResult result, StopSignal stop, Consumer<PipelineResult> progress) {
    while (true) {
      try {
        PipelineResult.State state = result.waitUntilFinish(BETWEEN_REPORTS);
        if (state != null && state.isTerminal()) {
          return state;
        }
      } catch (RuntimeException e) {
        // A bundle that is broken off by the stop is repeated by the next start.
        if (stop.requested()) {
          return PipelineResult.State.CANCELLED;
        }
        throw e;
      }
      progress.accept(result);
    }
  }

  private static void cancel(PipelineResult result) {
    try {
      result.cancel();
    } catch (IOException e) {
      throw new SidecartException("the pipeline cannot be stopped: " + e.getMessage(), e);
    }
  }
}
