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
   */
  public static void toEnd(
      Pipeline pipeline, Consumer<PipelineResult> progress, Consumer<PipelineResult> report) {
    PipelineResult result = pipeline.run();
    try (StopSignal stop = StopSignal.install(() -> cancel(result))) {
      while (true) {
        PipelineResult.State state = result.waitUntilFinish(BETWEEN_REPORTS);
        if (state != null && state.isTerminal()) {
          if (state == PipelineResult.State.FAILED) {
            throw new SidecartException("the pipeline failed");
          }
          // What was reached is committed before anybody looks at it.
          WorkerResources.closeIdle();
          report.accept(result);
          stop.ended();
          return;
        }
        progress.accept(result);
      }
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
