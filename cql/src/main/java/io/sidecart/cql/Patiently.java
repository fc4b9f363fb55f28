package io.sidecart.cql;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks again for as long as Cassandra is away, up to a bound. */
public final class Patiently {
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(3);

  private Patiently() {}

  /**
   * Returns once there is an answer.
   *
   * @param patience how long to try
   * @throws SidecartException the last failure, or the first that does not go away by itself
   */
  public static <T> T get(Duration patience, Supplier<T> question) {
    return Failsafe.with(
            RetryPolicy.<T>builder()
                .handleIf(Patiently::goesAway)
                .withBackoff(FIRST_DELAY, LONGEST_DELAY)
                .withJitter(0.25)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .build())
        .get(question::get);
  }

  private static boolean goesAway(Throwable failure) {
    return failure instanceof SidecartException && TransientErrors.isTransient(failure.getCause());
  }
}
