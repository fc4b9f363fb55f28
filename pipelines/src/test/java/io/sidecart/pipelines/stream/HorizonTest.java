package io.sidecart.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import io.sidecart.model.delayed.UserSample;
import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HorizonTest {
  private final StreamOptions options = PipelineOptionsFactory.as(StreamOptions.class);

  @Test
  void isAnHourOfATenthOfTheUsersUnlessToldOtherwise() {
    assertThat(Horizon.of(options)).contains(new Horizon(Duration.ofHours(1), new UserSample(0.1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "0m"})
  void ofNoLengthMeasuresNothing(String length) {
    options.setHorizon(length);

    assertThat(Horizon.of(options)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.1, Double.NaN})
  void aShareThatIsNoneIsNamed(double share) {
    options.setHorizonUsers(share);

    assertThatThrownBy(() -> Horizon.of(options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--horizonUsers=" + share);
  }

  @Test
  void aLengthThatIsNoneIsNamed() {
    options.setHorizon("soon");

    assertThatThrownBy(() -> Horizon.of(options))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--horizon must be a length of time");
  }

  @Test
  void aLengthThatIsTooMuchIsNamed() {
    options.setHorizon("25d");

    assertThatThrownBy(() -> Horizon.of(options))
        .isInstanceOf(UsageException.class)
        .hasMessage("--horizon=25d is too long: the most is 24d");
  }
}
