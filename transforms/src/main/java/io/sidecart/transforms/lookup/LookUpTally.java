package io.sidecart.transforms.lookup;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the look-ups of one bundle did.
 *
 * <p>Beam's metrics belong to the bundle's thread and requests end on others, so requests are
 * counted here and told to Beam when the bundle ends.
 */
final class LookUpTally {
  // Counted by the bundle's thread alone.
  long hits;
  long negativeHits;
  long misses;
  long failures;

  final AtomicLong requests = new AtomicLong();
  final AtomicLong retries = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private final AtomicReference<@Nullable String> firstCut = new AtomicReference<>();
  private final AtomicReference<Answer.@Nullable Failed<?>> storeFailure = new AtomicReference<>();
  private Latency latency = Latency.NONE;

  /** Times of requests, in milliseconds. */
  record Latency(long requests, long sum, long least, long most) {
    private static final Latency NONE = new Latency(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    private Latency plus(long millis) {
      return new Latency(
          requests + 1, sum + millis, Math.min(least, millis), Math.max(most, millis));
    }
  }

  synchronized void tookMillis(long millis) {
    latency = latency.plus(millis);
  }

  synchronized Latency latency() {
    return latency;
  }

  /**
   * There is more than was read for a key.
   *
   * @param detail names look-up and key, and says what counts
   */
  void cut(String detail) {
    firstCut.compareAndSet(null, detail);
    cuts.incrementAndGet();
  }

  long cuts() {
    return cuts.get();
  }

  /** The first of them, null where there is none. */
  @Nullable String firstCut() {
    return firstCut.get();
  }

  void storeFailed(Answer.Failed<?> failure) {
    storeFailure.compareAndSet(null, failure);
  }

  /** The first look-up of this bundle that failed not for its key, null where there is none. */
  Answer.@Nullable Failed<?> storeFailure() {
    return storeFailure.get();
  }
}
