package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private long now;
  private final List<String> lines = new ArrayList<>();

  @Test
  void everyOtherSecondALineTellsHowFarItIs() {
    Progress progress = new Progress(10_000, () -> now, lines::add);

    for (int i = 0; i < 5_000; i++) {
      now += 1_000_000;
      progress.step();
    }

    assertThat(lines)
        .containsExactly(
            "sent 2,000 of 10,000 events (20 %), 1,000 events/s, 8 s left",
            "sent 4,000 of 10,000 events (40 %), 1,000 events/s, 6 s left");
    assertThat(progress.seconds()).isEqualTo(5);
  }
}
