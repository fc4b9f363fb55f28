package io.sidecart.runners.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToldLagTest {
  @Test
  void theMostOverAllPartitionsIsTold() {
    List<String> lines =
        List.of(
            "13:20:37 16,608 messages, 993/s, lag 0:6,678 1:77,785, look-ups 85 % from the cache",
            "13:20:42 20,000 messages, 993/s, lag 0:1 1:0, look-ups - from the cache");

    assertThat(ToldLag.most(lines)).isEqualTo(6_678 + 77_785);
  }

  @Test
  void aLagThatIsUnknownIsNone() {
    assertThat(ToldLag.most(List.of("5 messages, 1/s, lag unknown, look-ups -"))).isZero();
  }
}
