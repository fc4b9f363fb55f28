package io.sidecart.runners.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillsTest {
  @Test
  void eachHasANameOfItsOwn() {
    assertThat(Drills.all()).extracting(Drill::name).doesNotHaveDuplicates();
    assertThat(Drills.named(List.of("all", "soak"))).isEqualTo(Drills.all());
    assertThat(Drills.named(List.of("malformed")))
        .singleElement()
        .isInstanceOf(MalformedDrill.class);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheOthers() {
    assertThatThrownBy(() -> Drills.named(List.of("malformed", "earthquake")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'earthquake'")
        .hasMessageContaining("cassandra-paused");
  }
}
