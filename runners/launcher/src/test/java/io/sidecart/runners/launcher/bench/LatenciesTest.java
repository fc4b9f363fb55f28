package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreThoseOfWhatWasAdded() {
    Latencies latencies = new Latencies();
    for (int millis = 1; millis <= 200; millis++) {
      latencies.add(millis);
    }

    assertThat(latencies.summary()).isEqualTo(new Latencies.Summary(200, 100, 198, 200));
  }

  @Test
  void nothingAddedIsNothingSummedUp() {
    assertThat(new Latencies().summary()).isEqualTo(new Latencies.Summary(0, 0, 0, 0));
  }
}
