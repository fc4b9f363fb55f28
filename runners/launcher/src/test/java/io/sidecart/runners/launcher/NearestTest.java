package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> NAMES = List.of("prepare", "split", "stream", "status");

  @ParameterizedTest
  @CsvSource({
    "strem, stream", // dropped
    "streamm, stream", // added
    "stataus, status",
    "spilt, split", // swapped
    "PREPARE, prepare",
    "stream, stream"
  })
  void theOneWithTheFewestChangesIsNamed(String typed, String meant) {
    assertThat(Nearest.to(typed, NAMES)).isEqualTo(meant);
  }
}
