package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.pipelines.stream.StreamProgress.Look;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.junit.jupiter.api.Test;

class StreamProgressTest {
  private static final Look START = new Look(0, Map.of(), Map.of(), Optional.empty());

  private final StreamProgress progress = new StreamProgress(START, Optional.empty(), "model-a");

  @Test
  void aLineTellsWhatCameSinceTheOneBefore() {
    progress.line(look(5, 10_000, Map.of("served.version.model-a", 9_000L), 900_000, 1));

    String line =
        progress.line(
            look(
                10,
                12_500,
                Map.of("served.version.model-a", 9_100L, "served.version.model-b", 2_000L),
                1_700_000,
                3));

    assertThat(line)
        .isEqualTo(
            "12,500 messages, 500/s, lag 0:7 1:1,000, look-ups none, precision 0.4000,"
                + " model model-b");
  }

  @Test
  void theDelayedPrecisionIsToldOnceAHorizonIsOver() {
    Map<String, Long> counters =
        Map.of("delayed_precision.answers", 8L, "delayed_precision.millionths", 2_000_000L);

    assertThat(progress.line(look(5, 10, counters, 0, 0))).contains("delayed 0.2500, model");
    assertThat(progress.line(look(5, 10, Map.of(), 0, 0))).doesNotContain("delayed");
  }

  @Test
  void aModelThatServesNobodyNowIsStillTheLastThatDid() {
    progress.line(look(5, 10, Map.of("served.version.model-b", 9L), 0, 0));

    progress.line(look(10, 10, Map.of("served.version.model-b", 9L), 0, 0));

    assertThat(progress.version()).isEqualTo("model-b");
  }

  @Test
  void manyPartitionsAreOneSum() {
    Lag lag =
        new Lag(
            Map.of(),
            Map.of(0, 1L, 1, 1L, 2, 1L, 3, 1L, 4, 1L, 5, 1L, 6, 1L, 7, 5_000L, 8, 1L, 9, 1L));

    assertThat(lag).hasToString("5,009 in 10 partitions, at most 5,000 in 7");
  }

  private static Look look(
      int second, long events, Map<String, Long> served, long precision, long measured) {
    Map<String, Long> counters = new java.util.HashMap<>(served);
    counters.put("events.parsed", events);
    return new Look(
        Duration.ofSeconds(second).toNanos(),
        counters,
        Map.of(
            "precision_at_k.millionths",
            DistributionResult.create(precision, measured, 0, 1_000_000)),
        Optional.of(new Lag(Map.of(0, 3L, 1, 500L), Map.of(0, 10L, 1, 1_500L))));
  }
}
