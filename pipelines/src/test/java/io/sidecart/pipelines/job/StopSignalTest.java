package io.sidecart.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sun.misc.Signal;

@Timeout(20)
class StopSignalTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gaveUp = new CountDownLatch(1);
  private final CountDownLatch halted = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void aSignalAsksTheJobToStopAndTheProcessGoesOn() throws Exception {
    try (StopSignal stop = stop(Duration.ofMinutes(1), () -> {})) {
      Signal.raise(new Signal("TERM"));

      asked.await();
      stop.awaitDrained();
      assertThat(stop.requested()).isTrue();
      assertThat(halted.getCount()).isOne();
    }
  }

  @Test
  void aDrainThatHangsIsEndedAfterItsLastWords() throws Exception {
    try (StopSignal stop = stop(Duration.ofMillis(50), this::hang)) {
      Signal.raise(new Signal("TERM"));

      halted.await();
      assertThat(stop.requested()).isTrue();
      assertThat(gaveUp.getCount()).isZero();
    }
  }

  @Test
  void aDrainThatFailsIsDone() throws Exception {
    try (StopSignal stop =
        stop(
            Duration.ofMinutes(1),
            () -> {
              throw new IllegalStateException("no");
            })) {
      Signal.raise(new Signal("TERM"));

      asked.await();
      stop.awaitDrained();
      assertThat(stop.requested()).isTrue();
    }
  }

  private StopSignal stop(Duration patience, Runnable drain) {
    StopSignal.Handler handler =
        new StopSignal.Handler() {
          @Override
          public void drain() {
            asked.countDown();
            drain.run();
          }

          @Override
          public void giveUp() {
            gaveUp.countDown();
          }
        };
    StopSignal stop = new StopSignal(handler, patience, halted::countDown);
    stop.install();
    return stop;
  }

  private void hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
