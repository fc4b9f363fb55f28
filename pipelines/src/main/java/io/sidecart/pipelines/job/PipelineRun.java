package io.sidecart.pipelines.job;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.worker.WorkerResources;
import java.io.IOException;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Runs a pipeline to its end, or until the process is asked to stop. */
public final class PipelineRun implements StopSignal.Handler {
  private final PipelineWatch watch;
  private final CompletableFuture<PipelineResult> running = new CompletableFuture<>();

  private PipelineRun(PipelineWatch watch) {
    this.watch = watch;
  }

  /**
   * Returns once the pipeline is done, or was stopped on request.
   *
   * @throws SidecartException if the pipeline ends in another way
   */
  public static void toEnd(Pipeline pipeline, PipelineWatch watch) {
    new PipelineRun(watch).run(pipeline);
  }

  private void run(Pipeline pipeline) {
    // Before the pipeline starts, which takes a while on Spark: a request then waits for that.
    try (StopSignal stop = StopSignal.install(this)) {
      ServiceLoader.load(RunnerTuning.class).forEach(tuning -> tuning.apply(pipeline));
      PipelineResult result = pipeline.run();
      running.complete(result);
      watch.started(result);
      PipelineResult.State state = new PipelineEnd(result, stop, watch).await();
      if (stop.requested()) {
        stop.awaitDrained();
      } else if (state != PipelineResult.State.DONE) {
        throw new SidecartException("the pipeline ended with " + state);
      }
      tellEnd(result);
    }
  }

  @Override
  public void drain() {
    try {
      running.join().cancel();
    } catch (IOException e) {
      throw new SidecartException("the pipeline cannot be stopped: " + e.getMessage(), e);
    }
  }

  @Override
  public void giveUp() {
    PipelineResult result = running.getNow(null);
    if (result != null) {
      tellEnd(result);
    }
  }

  private void tellEnd(PipelineResult result) {
    // What was reached is committed before anybody looks at it.
    WorkerResources.closeIdle();
    watch.ended(result);
  }
}
