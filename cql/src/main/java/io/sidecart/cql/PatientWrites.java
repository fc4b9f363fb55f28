package io.sidecart.cql;

import com.datastax.driver.core.Statement;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows at once, not more than a bound at a time, and sends again what failed for a
 * passing reason. For use by one thread at a time.
 *
 * @param <W> one idempotent write
 */
public final class PatientWrites<W> {
  /** How long to go on trying where nothing else is said: a restart of a node takes less. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

  /** The least patience that can be asked for. */
  public static final Duration MIN_PATIENCE = Duration.ofSeconds(1);

  private static final int IN_FLIGHT = 256;
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(3);

  private final Function<W, ? extends CompletionStage<?>> send;
  private final String store;
  private final int inFlight;
  private final Duration patience;
  private final Semaphore permits;
  private final AtomicInteger retries = new AtomicInteger();
  private final FailsafeExecutor<Object> failsafe;

  PatientWrites(
      Function<W, ? extends CompletionStage<?>> send,
      String store,
      int inFlight,
      Duration patience) {
    this.send = send;
    this.store = store;
    this.inFlight = inFlight;
    this.patience = patience;
    this.permits = new Semaphore(inFlight);
    this.failsafe =
        Failsafe.with(
            RetryPolicy.builder()
                .handleIf((Throwable failure) -> TransientErrors.isTransient(failure))
                .withBackoff(FIRST_DELAY, LONGEST_DELAY)
                .withJitter(0.25)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .onRetry(event -> retries.incrementAndGet())
                .build());
  }

  /**
   * Statements on a session.
   *
   * @param patience how long to send a write again, from its first try on; at least {@link
   *     #MIN_PATIENCE}. The last try may end by the driver's own time-out, 10 s later.
   */
  public static PatientWrites<Statement> on(CassandraSession session, Duration patience) {
    return new PatientWrites<>(
        session::executeAsync, CassandraFailures.name(session.settings()), IN_FLIGHT, patience);
  }

  /**
   * What writing took.
   *
   * @param millis for each write, from its first try to its acknowledgement
   * @param retries how often one was sent again
   */
  public record Report(List<Long> millis, int retries) {}

  /**
   * Returns once all writes are acknowledged.
   *
   * @throws SidecartException if one was refused, or not acknowledged for as long as patience
   *     lasts; any of the others may have been written by then
   */
  public Report write(List<? extends W> writes) {
    retries.set(0);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<CompletableFuture<Long>> answers = new ArrayList<>(writes.size());
    try {
      for (W write : writes) {
        permits.acquire();
        if (failure.get() != null) {
          permits.release();
          break;
        }
        answers.add(start(write, failure));
      }
      // All permits are back once all answers are in, the failed ones too.
      permits.acquire(inFlight);
      permits.release(inFlight);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("Interrupted while writing to " + store, e);
    }
    @Nullable Throwable reason = failure.get();
    if (reason != null) {
      throw explain(reason);
    }
    return new Report(answers.stream().map(CompletableFuture::join).toList(), retries.get());
  }

  private CompletableFuture<Long> start(W write, AtomicReference<@Nullable Throwable> failure) {
    long begin = System.nanoTime();
    return failsafe
        .getStageAsync(() -> send.apply(write).thenApply(answer -> true))
        .handle(
            (answer, thrown) -> {
              if (thrown != null) {
                failure.compareAndSet(null, TransientErrors.unwrap(thrown));
              }
              permits.release();
              return (System.nanoTime() - begin) / 1_000_000;
            });
  }

  private SidecartException explain(Throwable reason) {
    String detail = CassandraFailures.oneLine(reason);
    return TransientErrors.isTransient(reason)
        ? new SidecartException(
            store
                + " did not take a write for "
                + patience.toSeconds()
                + " s ("
                + detail
                + "); nothing is lost, run this again once it answers",
            reason)
        : new SidecartException(store + " refused a write: " + detail, reason);
  }
}
