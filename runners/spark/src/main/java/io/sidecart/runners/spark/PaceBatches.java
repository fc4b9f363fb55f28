package io.sidecart.runners.spark;

import io.sidecart.pipelines.job.RunnerTuning;
import org.apache.beam.sdk.Pipeline;

/**
 * Makes Spark begin micro-batches by {@link BatchClock}, unless it was told of another clock or
 * scales its executors by the same one.
 *
 * <p>By a system property, as SparkRunner makes its context of those and has no option for it.
 */
public final class PaceBatches implements RunnerTuning {
  static final String CLOCK = "spark.streaming.clock";
  static final String SCALING = "spark.streaming.dynamicAllocation.enabled";

  @Override
  public void apply(Pipeline pipeline) {
    if (SparkRunners.runs(pipeline)
        && System.getProperty(CLOCK) == null
        && !Boolean.getBoolean(SCALING)) {
      System.setProperty(CLOCK, BatchClock.class.getName());
    }
  }
}
