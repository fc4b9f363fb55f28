package io.sidecart.runners.spark;

import org.apache.beam.sdk.Pipeline;

/** Which runners are those of Spark: SparkRunner, and the one for tests. */
final class SparkRunners {
  private static final String PACKAGE = "org.apache.beam.runners.spark.";

  private SparkRunners() {}

  static boolean runs(Pipeline pipeline) {
    return pipeline.getOptions().getRunner().getName().startsWith(PACKAGE);
  }
}
