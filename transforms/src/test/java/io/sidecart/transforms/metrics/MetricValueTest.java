package io.sidecart.transforms.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricResult;
import org.junit.jupiter.api.Test;

class MetricValueTest {
  private static final MetricKey ROWS = MetricKey.create("step", MetricName.named("sink", "rows"));

  @Test
  void whatIsCommittedCountsWhereTheRunnerTells() {
    assertThat(MetricValue.of(MetricResult.create(ROWS, 6L, 3L))).isEqualTo(6);
  }

  @Test
  void whatIsAttemptedCountsWhereItDoesNot() {
    assertThat(MetricValue.of(MetricResult.attempted(ROWS, 3L))).isEqualTo(3);
  }
}
