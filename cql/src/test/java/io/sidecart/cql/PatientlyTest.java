package io.sidecart.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.driver.core.exceptions.InvalidQueryException;
import com.datastax.driver.core.exceptions.NoHostAvailableException;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatientlyTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private int asked;

  @Test
  void asksAgainWhileNoNodeIsUp() {
    String answer = Patiently.get(LONG, () -> answerAfter(2));

    assertThat(answer).isEqualTo("prepared");
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void tellsWhatFailedWherePatienceEnds() {
    assertThatThrownBy(
            () -> Patiently.get(Duration.ofMillis(120), () -> answerAfter(Integer.MAX_VALUE)))
        .isInstanceOf(SidecartException.class)
        .hasMessage("no node is up");
    assertThat(asked).isGreaterThan(1);
  }

  @Test
  void whatDoesNotGoAwayIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                Patiently.get(
                    LONG,
                    () -> {
                      asked++;
                      throw new SidecartException("no table", new InvalidQueryException("table"));
                    }))
        .hasMessage("no table");
    assertThat(asked).isEqualTo(1);
  }

  private String answerAfter(int failures) {
    asked++;
    if (asked <= failures) {
      throw new SidecartException("no node is up", new NoHostAvailableException(Map.of()));
    }
    return "prepared";
  }
}
