package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sidecart.model.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoreOptionsTest {
  @Test
  void theUsersOptionsWin() {
    assertThat(
            MoreOptions.over(
                List.of("--patience=60", "--modelPoll=1"), List.of("--patience=5", "--metrics")))
        .containsExactly("--modelPoll=1", "--patience=5", "--metrics");
  }

  @Test
  void whatACommandCountsByIsNotTheUsers() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> MoreOptions.check(List.of("--patience=5", "--output=elsewhere")))
        .withMessageContaining("--stream=--output=elsewhere");
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> MoreOptions.check(List.of("--reuse=false"), "--reuse"));
  }

  @Test
  void othersMayBePassedOn() {
    MoreOptions.check(List.of("--patience=5", "--outputs=1"));
  }
}
