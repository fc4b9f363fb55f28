package io.sidecart.pipelines.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = 5 * SECOND;
  private final List<Long> sleeps = new ArrayList<>();

  @Test
  void eventsPassAtTheRate() throws Exception {
    Pacer pacer = pacer(100);

    for (int i = 0; i < 201; i++) {
      pacer.await();
    }

    assertThat(now).isEqualTo(7 * SECOND);
  }

  @Test
  void lostTimeIsMadeUpFor() throws Exception {
    Pacer pacer = pacer(100);
    pacer.await();

    now += SECOND;
    for (int i = 0; i < 100; i++) {
      pacer.await();
    }

    assertThat(sleeps).isEmpty();
  }

  @Test
  void waitsAreNotTooShortToBeWorthIt() throws Exception {
    Pacer pacer = pacer(50_000);

    for (int i = 0; i < 1_000; i++) {
      pacer.await();
    }

    assertThat(sleeps).hasSizeLessThan(21).allMatch(nanos -> nanos >= 1_000_000);
  }

  @Test
  void withoutARateNothingWaits() throws Exception {
    Pacer pacer = pacer(0);

    for (int i = 0; i < 1_000; i++) {
      pacer.await();
    }

    assertThat(sleeps).isEmpty();
  }

  private Pacer pacer(double rate) {
    return new Pacer(
        rate,
        () -> now,
        nanos -> {
          sleeps.add(nanos);
          now += nanos;
        });
  }
}
