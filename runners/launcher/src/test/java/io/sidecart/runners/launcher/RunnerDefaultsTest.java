package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerDefaultsTest {

  @Test
  void noRunnerMeansDirectRunnerWithoutItsChecks() {
    assertThat(RunnerDefaults.of(null))
        .containsEntry("--enforceImmutability", "false")
        .containsEntry("--enforceEncodability", "false")
        .doesNotContainKey("--batchIntervalMillis");
  }

  @Test
  void onSparkMicroBatchesAreShortAndBounded() {
    assertThat(RunnerDefaults.of("SparkRunner"))
        .containsKeys("--batchIntervalMillis", "--maxRecordsPerBatch")
        .doesNotContainKey("--enforceImmutability");
  }

  @Test
  void whatAnExecutorReadIsKeptWhereItMayBeLost() {
    assertThat(RunnerDefaults.ofMaster("spark://host:7077", "700"))
        .containsOnly(Map.entry("--checkpointDurationMillis", "700"));
    assertThat(RunnerDefaults.ofMaster("local[2]", "700")).isEmpty();
  }

  @Test
  void theJobWaitsForTheEndOnEveryRunner() {
    assertThat(RunnerDefaults.of("TestSparkRunner")).containsEntry("--blockOnRun", "false");
    assertThat(RunnerDefaults.of("DirectRunner")).containsEntry("--blockOnRun", "false");
  }
}
