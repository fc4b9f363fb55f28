package io.sidecart.transforms.recommend;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Asks a storage again that may be away for a moment only, as when its name node changes. */
final class StoragePatience {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final double JITTER = 0.25;

  /** Of a worker that has nothing to serve by. */
  static final StoragePatience OF_A_NEW_WORKER = new StoragePatience(Duration.ofSeconds(10));

  private final RetryPolicy<Object> retries;

  /**
   * @param longest how long to ask again, more than a tenth of a second
   */
  StoragePatience(Duration longest) {
    this.retries =
        RetryPolicy.builder()
            .handleIf(StoragePatience::mayGoAway)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withJitter(JITTER)
            .withMaxRetries(-1)
            .withMaxDuration(longest)
            .build();
  }

  /**
   * The answer.
   *
   * @throws Exception the last failure, or the first that does not go away by itself
   */
  <T> T get(Callable<T> question) throws Exception {
    try {
      return Failsafe.with(retries).get(question::call);
    } catch (FailsafeException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Whether it is the storage's failure, and not that of what was read. */
  static boolean mayGoAway(Throwable failure) {
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      // What was read and is no JSON comes as an IOException as well.
      if (each instanceof IOException && !(each instanceof JsonProcessingException)) {
        return true;
      }
    }
    return false;
  }
}
