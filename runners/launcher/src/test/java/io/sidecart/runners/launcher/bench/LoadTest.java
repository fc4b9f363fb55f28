package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sidecart.model.UsageException;
import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void aRateIsMeasuredForAMinuteUnlessSaidOtherwise() {
    assertThat(new Load(100, 0, 30, 0).seconds()).isEqualTo(60);
  }

  @Test
  void aFifthOfABacklogWarmsUp() {
    assertThat(new Load(0, 1_000, 30, 0).warmUpEvents()).isEqualTo(200);
  }

  @Test
  void aTimeThatIsTooShortForARateIsRefused() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> new Load(100, 0, 30, 9))
        .withMessage("--seconds=9 is too short for a rate: give 10 or more");
  }

  @Test
  void aRateAndABacklogDoNotGoTogether() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> new Load(100, 100, 30, 60))
        .withMessage("give one of --rate= and --backlog=");
  }
}
