package io.sidecart.pipelines.job;

import org.apache.beam.sdk.PipelineResult;

/** Looks on while a pipeline runs. */
public interface PipelineWatch {

  /** Called once, as soon as the pipeline runs. */
  void started(PipelineResult result);

  /**
   * Called every few seconds while it runs, on one thread.
   *
   * @throws io.sidecart.model.SidecartException if it should not run on: it is ended with this
   */
  void progress(PipelineResult result);

  /** Called once, when the pipeline is done or was stopped on request. */
  void ended(PipelineResult result);
}
