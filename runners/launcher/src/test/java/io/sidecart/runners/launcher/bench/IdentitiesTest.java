package io.sidecart.runners.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

  @Test
  void aCommittedMessageThatIsNotThereIsLost() {
    Identities seen = new Identities();
    seen.add(0, 0);
    seen.add(0, 2);

    assertThat(seen.summary(Map.of(0, 3L, 1, 2L))).isEqualTo(new Identities.Summary(2, 2, 3));
  }

  @Test
  void oneThatIsThereTwiceIsOneRowMore() {
    Identities seen = new Identities();
    seen.add(1, 0);
    seen.add(1, 0);

    assertThat(seen.summary(Map.of(1, 1L))).isEqualTo(new Identities.Summary(2, 1, 0));
  }

  @Test
  void whatIsThereBeforeItIsCommittedIsNotLost() {
    Identities seen = new Identities();
    seen.add(0, 0);
    seen.add(0, 1);

    assertThat(seen.summary(Map.of(0, 1L)).lost()).isZero();
  }
}
