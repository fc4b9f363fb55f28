package io.sidecart.transforms.lookup;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import io.sidecart.model.Clip;
import io.sidecart.transforms.lookup.Answer.Failed;
import io.sidecart.transforms.lookup.Answer.Known;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store for keys, on behalf of all threads of a worker: remembers answers, makes one request
 * for those who ask for the same key at once, bounds the requests in flight, and tries again where
 * that may help.
 */
final class LookUpClient<K, V> implements AutoCloseable {
  private static final double JITTER = 0.25;

  private final String name;
  private final LookUpSettings settings;
  private final LookUpSource.Connection<K, V> connection;
  private final Cache<K, Known<V>> cache;
  private final ConcurrentMap<K, CompletableFuture<Answer<V>>> inFlight = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor timer;
  private final FailsafeExecutor<Optional<V>> retrying;
  private volatile boolean closed;

  /**
   * A client of this connection, which it closes.
   *
   * @param ticker tells the age of answers
   */
  LookUpClient(
      String name,
      LookUpSource.Connection<K, V> connection,
      LookUpSettings settings,
      Ticker ticker) {
    this.name = name;
    this.settings = settings;
    this.connection = connection;
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(settings.cacheSize())
            .weigher(
                (K key, Known<V> known) ->
                    known.value() == null ? 1 : connection.weight(known.value()))
            .expireAfter(
                Expiry.<K, Known<V>>writing(
                    (key, known) ->
                        known.value() == null
                            ? settings.negativeTimeToLive()
                            : connection.timeToLive(known.value(), settings.timeToLive())))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
    this.places = new Semaphore(settings.requestsInFlight());
    this.timer = timer(name);
    this.retrying =
        Failsafe.with(retries(), Timeout.<Optional<V>>of(settings.requestTimeout())).with(timer);
  }

  private static ScheduledThreadPoolExecutor timer(String name) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "look-up-" + name);
              thread.setDaemon(true);
              return thread;
            });
    // Otherwise the time-out of each answered request would stay until it is due.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private RetryPolicy<Optional<V>> retries() {
    return RetryPolicy.<Optional<V>>builder()
        .handleIf(failure -> kindOf(failure) == FailureKind.TRANSIENT)
        .withBackoff(settings.firstPause(), settings.longestPause())
        .withJitter(JITTER)
        .withMaxRetries(-1)
        .withMaxDuration(settings.patience())
        .build();
  }

  /** The answer that is at hand, null where the store must be asked. */
  @Nullable Known<V> cached(K key) {
    return cache.getIfPresent(key);
  }

  /**
   * Asks the store, unless someone else does so already. Waits only for a place among the requests
   * in flight.
   *
   * @param tally counts what is done for this call
   * @return completes with an answer, never with an exception
   */
  CompletableFuture<Answer<V>> load(K key, LookUpTally tally) throws InterruptedException {
    CompletableFuture<Answer<V>> mine = new CompletableFuture<>();
    CompletableFuture<Answer<V>> others = inFlight.putIfAbsent(key, mine);
    if (others != null) {
      return others;
    }
    Known<V> known = cache.getIfPresent(key);
    if (known != null) {
      // Another load has just ended.
      finish(key, mine, known);
      return mine;
    }
    try {
      places.acquire();
    } catch (InterruptedException e) {
      finish(key, mine, stopped(key, "was interrupted", e));
      throw e;
    }
    if (closed) {
      places.release();
      finish(key, mine, stopped(key, "was closed", new CancellationException()));
    } else {
      start(key, mine, tally);
    }
    return mine;
  }

  private void start(K key, CompletableFuture<Answer<V>> mine, LookUpTally tally) {
    AtomicInteger attempts = new AtomicInteger();
    CompletableFuture<?> unused =
        request(key, attempts, tally)
            .<Answer<V>>handle(
                (value, failure) ->
                    failure == null ? new Known<>(value.orElse(null)) : failed(key, failure, tally))
            .exceptionally(bug -> failed(key, FailureKind.OF_THE_STORE, bug.toString(), bug))
            .thenAccept(
                answer -> {
                  places.release();
                  finish(key, mine, answer);
                });
  }

  private CompletableFuture<Optional<V>> request(K key, AtomicInteger attempts, LookUpTally tally) {
    try {
      return retrying.getStageAsync(() -> attempt(key, attempts, tally));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Optional<V>> attempt(K key, AtomicInteger attempts, LookUpTally tally) {
    tally.requests.incrementAndGet();
    if (attempts.getAndIncrement() > 0) {
      tally.retries.incrementAndGet();
    }
    long start = System.nanoTime();
    CompletableFuture<Optional<V>> asked =
        connection.fetch(key, part -> tally.cut(whose(key) + ": " + part)).toCompletableFuture();
    CompletableFuture<Optional<V>> answer =
        asked
            .thenApply(value -> requireNonNull(value, "the source gave null"))
            .whenComplete(
                (value, failure) ->
                    tally.tookMillis(NANOSECONDS.toMillis(System.nanoTime() - start)));
    // The time-out cancels what is given back, which the source would not see.
    return Cancelling.with(answer, asked);
  }

  /** In this order nobody asks twice, and nobody who asks again is given an old failure. */
  private void finish(K key, CompletableFuture<Answer<V>> mine, Answer<V> answer) {
    if (answer instanceof Known<V> known) {
      cache.put(key, known);
    }
    inFlight.remove(key, mine);
    mine.complete(answer);
  }

  private Failed<V> failed(K key, Throwable failure, LookUpTally tally) {
    Throwable cause = unwrap(failure);
    if (closed) {
      return stopped(key, "was closed", cause);
    }
    String what =
        cause instanceof TimeoutExceededException
            ? "no answer within " + seconds(settings.requestTimeout())
            : connection.explain(cause);
    Failed<V> failed = failed(key, kindOf(cause), what, cause);
    if (!failed.isOfTheKey()) {
      tally.storeFailed(failed);
    }
    return failed;
  }

  private Failed<V> failed(K key, FailureKind kind, String what, Throwable cause) {
    String whose = whose(key) + ": " + Clip.of(what, 300);
    return new Failed<>(
        kind,
        switch (kind) {
          case OF_THE_KEY -> "look-up failed (" + whose + ")";
          case TRANSIENT ->
              connection.storeName()
                  + " did not answer for "
                  + seconds(settings.patience())
                  + " ("
                  + whose
                  + "); start again when it is back: nothing is lost";
          case OF_THE_STORE ->
              connection.storeName()
                  + " cannot be asked ("
                  + whose
                  + "); start again when that is mended: nothing is lost";
        },
        cause);
  }

  private Failed<V> stopped(K key, String how, Throwable cause) {
    return new Failed<>(
        FailureKind.TRANSIENT, "The look-up " + how + " (" + whose(key) + ")", cause);
  }

  private String whose(K key) {
    return name + ", key " + Clip.of(String.valueOf(key));
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  private FailureKind kindOf(Throwable failure) {
    Throwable cause = unwrap(failure);
    return cause instanceof TimeoutExceededException
        ? FailureKind.TRANSIENT
        : connection.kindOf(cause);
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Whoever still waits for an answer is told that there will be none. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    // What the timer forgot gives its place back no more; one who gets this one passes it on.
    places.release();
    inFlight.forEach(
        (key, waiting) ->
            finish(key, waiting, stopped(key, "was closed", new CancellationException())));
    connection.close();
  }
}
