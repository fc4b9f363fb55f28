package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class StallTimeoutTest {

  @Test
  void aStreamThatGathersRowsForLongDoesNotStandStill() {
    assertThat(of("--patience=120", "--flushInterval=600")).isEqualTo(Duration.ofSeconds(780));
  }

  @Test
  void withoutFilesNothingIsGathered() {
    assertThat(of("--patience=120", "--flushInterval=600", "--sinks=kafka,cassandra"))
        .isEqualTo(Duration.ofSeconds(180));
  }

  @Test
  void whatTheUserSaysHolds() {
    assertThat(of("--stallTimeout=30")).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void noPatienceIsTooLong() {
    assertThat(of("--patience=" + Integer.MAX_VALUE)).isGreaterThan(Duration.ofDays(1));
  }

  private static Duration of(String... arguments) {
    return StallTimeout.of(PipelineOptionsFactory.fromArgs(arguments).as(StreamOptions.class));
  }
}
