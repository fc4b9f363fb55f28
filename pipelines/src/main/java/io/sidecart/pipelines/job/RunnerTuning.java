package io.sidecart.pipelines.job;

import org.apache.beam.sdk.Pipeline;

/**
 * What is changed in a pipeline before one certain runner runs it, so that it runs faster and means
 * the same. Found by {@link java.util.ServiceLoader}: the module of a runner brings its own.
 */
public interface RunnerTuning {

  /** Changes the pipeline in place, where its options name the runner that this is for. */
  void apply(Pipeline pipeline);
}
