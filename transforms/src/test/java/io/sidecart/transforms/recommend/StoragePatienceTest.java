package io.sidecart.transforms.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoragePatienceTest {
  private final StoragePatience patience = new StoragePatience(Duration.ofMillis(300));
  private final AtomicInteger questions = new AtomicInteger();

  @Test
  void whatWasAwayIsAskedAgain() throws Exception {
    String answer =
        patience.get(
            () -> {
              if (questions.incrementAndGet() == 1) {
                throw new SidecartException("Cannot read: away", new IOException("away"));
              }
              return "here";
            });

    assertThat(answer).isEqualTo("here");
  }

  @Test
  void whatStaysAwayIsToldAsItWas() {
    IOException away = new IOException("away");

    assertThatThrownBy(() -> patience.get(failing(away))).isSameAs(away);
    assertThat(questions.get()).isGreaterThan(1);
  }

  @Test
  void whatIsDamagedIsAskedForOnce() {
    SidecartException damaged = new SidecartException("damaged");

    assertThatThrownBy(() -> patience.get(failing(damaged))).isSameAs(damaged);
    assertThat(questions).hasValue(1);
  }

  @Test
  void whatIsNoJsonIsAskedForOnce() {
    Callable<Object> reading =
        () -> {
          questions.incrementAndGet();
          try {
            return new ObjectMapper().readTree("{");
          } catch (IOException e) {
            throw new SidecartException("it cannot be read", e);
          }
        };

    assertThatThrownBy(() -> patience.get(reading)).hasMessage("it cannot be read");
    assertThat(questions).hasValue(1);
  }

  private Callable<Object> failing(Exception failure) {
    return () -> {
      questions.incrementAndGet();
      throw failure;
    };
  }
}
