package io.sidecart.transforms;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what a running pipeline does. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long INTERVAL_MILLIS = 100;

  private Await() {}

  /**
   * Returns once the condition holds.
   *
   * @param what says in the error what did not come true in time
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.call()) {
      if (System.nanoTime() > deadline || never.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("Waited for too long until " + what);
      }
    }
  }
}
