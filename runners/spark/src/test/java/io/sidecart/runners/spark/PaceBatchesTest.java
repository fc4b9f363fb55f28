package io.sidecart.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaceBatchesTest {

  @BeforeEach
  @AfterEach
  void clear() {
    System.clearProperty(PaceBatches.CLOCK);
    System.clearProperty(PaceBatches.SCALING);
  }

  @Test
  void aPipelineOnSparkGetsTheClock() {
    new PaceBatches().apply(pipeline(SparkRunner.class));

    assertThat(System.getProperty(PaceBatches.CLOCK)).isEqualTo(BatchClock.class.getName());
  }

  @Test
  void aClockThatTheUserNamesStays() {
    System.setProperty(PaceBatches.CLOCK, "org.apache.spark.util.SystemClock");

    new PaceBatches().apply(pipeline(SparkRunner.class));

    assertThat(System.getProperty(PaceBatches.CLOCK))
        .isEqualTo("org.apache.spark.util.SystemClock");
  }

  @Test
  void aStreamWhoseExecutorsAreScaledKeepsSparksOwn() {
    System.setProperty(PaceBatches.SCALING, "true");

    new PaceBatches().apply(pipeline(SparkRunner.class));

    assertThat(System.getProperty(PaceBatches.CLOCK)).isNull();
  }

  @Test
  void otherRunnersAreLeftAsTheyAre() {
    new PaceBatches().apply(pipeline(DirectRunner.class));

    assertThat(System.getProperty(PaceBatches.CLOCK)).isNull();
  }

  private static Pipeline pipeline(Class<? extends PipelineRunner<?>> runner) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(runner);
    return Pipeline.create(options);
  }
}
