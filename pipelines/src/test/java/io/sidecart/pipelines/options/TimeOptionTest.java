package io.sidecart.pipelines.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.UsageException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeOptionTest {
  private final TimeOption times = TimeOption.from("2000-01-01");

  @ParameterizedTest
  @CsvSource({
    "2011-11-11, 2011-11-11T00:00:00Z",
    "678, 2001-11-09T00:00:00Z",
    "-1, 1999-12-31T00:00:00Z",
    "2011-11-11T08:30:00, 2011-11-11T08:30:00Z",
    "2011-11-11T08:30:00+02:00, 2011-11-11T06:30:00Z"
  })
  void readsDatesTimesAndDays(String text, Instant time) {
    assertThat(times.parse("at", text)).isEqualTo(time);
  }

  @Test
  void nothingIsNoTime() {
    assertThat(times.parse("at", null)).isNull();
  }

  @Test
  void namesTheOptionThatIsWrong() {
    assertThatThrownBy(() -> times.parse("at", "2011-13-01"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--at=2011-13-01 is neither a date ");
    assertThatThrownBy(() -> TimeOption.from("x"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--dayZero=x ");
  }
}
