package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlsTest {

  @Test
  void aSmallHistoryIsCutIntoTwoBlocks() {
    assertThat(Als.blocks(0)).isEqualTo(2);
    assertThat(Als.blocks(44_999)).isEqualTo(2);
  }

  @Test
  void aLargerOneIsCutIntoMoreUpToWhatSparkTakesByItself() {
    assertThat(Als.blocks(45_000)).isEqualTo(3);
    assertThat(Als.blocks(150_000)).isEqualTo(10);
    assertThat(Als.blocks(10_000_000_000L)).isEqualTo(10);
  }
}
