package io.sidecart.pipelines.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "1m,PT1M", "2h,PT2H", "1d,PT24H", "' 5s ',PT5S"})
  void readsANumberWithItsUnit(String text, Duration duration) {
    assertThat(Durations.parse("--window", text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "1.5s", "0s", "1 s", "5x", "9999999999s"})
  void refusesAnythingElseByName(String text) {
    assertThatThrownBy(() -> Durations.parse("--window", text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--window must be a length of time")
        .hasMessageContaining("'" + text + "'");
  }
}
