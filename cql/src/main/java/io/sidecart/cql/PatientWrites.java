package io.sidecart.cql;

import com.datastax.driver.core.Statement;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows at once, not more than a bound at a time, and sends again what failed for a
 * passing reason.
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
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Function<W, ? extends CompletionStage<?>> send;
  private final String store;
  private final int inFlight;
  private final Duration patience;
  private final String advice;
  private final RetryPolicy<Object> retry;

  PatientWrites(
      Function<W, ? extends CompletionStage<?>> send,
      String store,
      int inFlight,
      Duration patience) {
    this(send, store, inFlight, patience, "nothing is lost, run this again once it answers");
  }

  private PatientWrites(
      Function<W, ? extends CompletionStage<?>> send,
      String store,
      int inFlight,
      Duration patience,
      String advice) {
    this.advice = advice;
    this.send = send;
    this.store = store;
    this.inFlight = inFlight;
    this.patience = patience;
    this.retry =
        RetryPolicy.builder()
            .handleIf((Throwable failure) -> TransientErrors.isTransient(failure))
            .withBackoff(FIRST_DELAY, LONGEST_DELAY)
            .withJitter(0.25)
            .withMaxRetries(-1)
            .withMaxDuration(patience)
            .build();
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
   * The same, with these words on what to do where writes are not taken for as long as patience
   * lasts.
   */
  public PatientWrites<W> withAdvice(String words) {
    return new PatientWrites<>(send, store, inFlight, patience, words);
  }

  /**
   * What writing took.
   *
   * @param millis for each write, from its first try to its acknowledgement
   * @param retries how often one was sent again
   */
  public record Report(List<Long> millis, int retries) {}

  /** Writes that are on their way. */
  public interface UnderWay {

    /**
     * Returns once all are acknowledged.
     *
     * @throws SidecartException if one was refused, or not acknowledged for as long as patience
     *     lasts; any of the others may have been written by then
     */
    Report await();
  }

  /** Begins to write, and returns at once: the acknowledgement of one write sends the next. */
  public UnderWay begin(List<? extends W> writes) {
    Flight flight = new Flight(writes);
    flight.begin();
    return flight;
  }

  /**
   * Returns once all writes are acknowledged.
   *
   * @throws SidecartException as {@link UnderWay#await}
   */
  public Report write(List<? extends W> writes) {
    return begin(writes).await();
  }

  /** Each lane has one write under way at a time; there are as many lanes as writes may be. */
  private final class Flight implements UnderWay {
    private final List<? extends W> writes;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLongArray millis;
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch lanes;
    private final FailsafeExecutor<Object> failsafe;

    Flight(List<? extends W> writes) {
      this.writes = writes;
      this.millis = new AtomicLongArray(writes.size());
      this.lanes = new CountDownLatch(Math.min(inFlight, writes.size()));
      this.failsafe =
          Failsafe.with(
              RetryPolicy.builder(retry.getConfig())
                  .onRetry(event -> retries.incrementAndGet())
                  .build());
    }

    void begin() {
      for (long lane = lanes.getCount(); lane > 0; lane--) {
        sendNext();
      }
    }

    /** Whatever goes wrong ends the lane, so that nobody waits for it for ever. */
    private void sendNext() {
      int index = next.getAndIncrement();
      if (index >= writes.size() || failure.get() != null) {
        lanes.countDown();
        return;
      }
      try {
        send(index);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
        lanes.countDown();
      }
    }

    private void send(int index) {
      W write = writes.get(index);
      long begin = System.nanoTime();
      failsafe
          .getStageAsync(() -> send.apply(write).thenApply(answer -> true))
          .whenComplete(
              (answer, thrown) -> {
                millis.set(index, (System.nanoTime() - begin) / NANOS_A_MILLI);
                if (thrown != null) {
                  failure.compareAndSet(null, TransientErrors.unwrap(thrown));
                }
                sendNext();
              });
    }

    @Override
    public Report await() {
      try {
        lanes.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SidecartException("Interrupted while writing to " + store, e);
      }
      @Nullable Throwable reason = failure.get();
      if (reason != null) {
        throw explain(reason);
      }
      return new Report(
          IntStream.range(0, millis.length()).mapToObj(millis::get).toList(), retries.get());
    }
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
                + "); "
                + advice,
            reason)
        : new SidecartException(store + " refused a write: " + detail, reason);
  }
}
