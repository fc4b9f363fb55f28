package io.sidecart.cql.lookup;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Row;
import com.datastax.driver.core.exceptions.FrameTooLongException;
import io.sidecart.cql.CassandraFailures;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.Patiently;
import io.sidecart.cql.TransientErrors;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.lookup.Cancelling;
import io.sidecart.transforms.lookup.FailureKind;
import io.sidecart.transforms.lookup.LookUpSource;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks one table for a key, on the worker's shared session. */
final class SessionConnection<K, V> implements LookUpSource.Connection<K, V> {
  private static final int ALL = Integer.MAX_VALUE;

  private final Lease<CassandraSession> session;
  private final PreparedStatement byKey;
  private final Function<K, Object[]> bound;
  private final Reading<K, V> reading;

  /** The store answered, but what it has for this key is not what Sidecart writes. */
  private static final class UnusableRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRowsException(RuntimeException cause) {
      super("its rows cannot be used: " + cause, cause);
    }
  }

  /** Makes a value of what a key has, and says how it is to be remembered. */
  @FunctionalInterface
  interface Reading<K, V> {

    /**
     * The value of a key.
     *
     * @param rows at least one
     */
    V value(K key, List<Row> rows);

    default Duration timeToLive(V value, Duration usual) {
      return usual;
    }

    default int weight(V value) {
      return 1;
    }

    /** How many rows are read of a key at most: the first in the order of the statement. */
    default int mostRows() {
      return ALL;
    }
  }

  private SessionConnection(
      Lease<CassandraSession> session,
      PreparedStatement byKey,
      Function<K, Object[]> bound,
      Reading<K, V> reading) {
    this.session = session;
    this.byKey = byKey;
    this.bound = bound;
    this.reading = reading;
  }

  /**
   * For a key that is an int.
   *
   * @param patience how long to try to connect
   * @param cql selects by one bound value, the key
   */
  static <V> SessionConnection<Integer, V> open(
      CassandraSettings settings, Duration patience, String cql, Reading<Integer, V> reading) {
    return open(settings, patience, cql, key -> new Object[] {key}, reading);
  }

  /**
   * For a key of more than one value.
   *
   * @param patience how long to try to connect
   * @param cql selects by the bound values
   * @param bound the values of a key, in the order of the statement
   */
  static <K, V> SessionConnection<K, V> open(
      CassandraSettings settings,
      Duration patience,
      String cql,
      Function<K, Object[]> bound,
      Reading<K, V> reading) {
    return Patiently.get(patience, () -> openNow(settings, cql, bound, reading));
  }

  private static <K, V> SessionConnection<K, V> openNow(
      CassandraSettings settings, String cql, Function<K, Object[]> bound, Reading<K, V> reading) {
    // One row more tells whether there are more.
    String bounded = reading.mostRows() == ALL ? cql : cql + " LIMIT " + (reading.mostRows() + 1);
    Lease<CassandraSession> session = CassandraSession.lease(settings);
    try {
      return new SessionConnection<>(session, session.get().prepare(bounded), bound, reading);
    } catch (RuntimeException e) {
      release(session);
      throw e;
    }
  }

  @Override
  public CompletionStage<Optional<V>> fetch(K key) {
    return fetch(key, part -> {});
  }

  @Override
  public CompletionStage<Optional<V>> fetch(K key, Consumer<String> cut) {
    CompletableFuture<List<Row>> rows = session.get().query(byKey.bind(bound.apply(key)));
    return Cancelling.with(
        rows.thenApply(all -> all.isEmpty() ? Optional.empty() : Optional.of(value(key, all, cut))),
        rows);
  }

  private V value(K key, List<Row> rows, Consumer<String> cut) {
    int most = reading.mostRows();
    boolean isCut = rows.size() > most;
    if (isCut) {
      cut.accept(
          String.format(
              Locale.ROOT, "%s has more than %,d rows of it, %2$,d count", storeName(), most));
    }
    try {
      return reading.value(key, isCut ? rows.subList(0, most) : rows);
    } catch (RuntimeException e) {
      throw new UnusableRowsException(e);
    }
  }

  @Override
  public Duration timeToLive(V value, Duration usual) {
    return reading.timeToLive(value, usual);
  }

  @Override
  public int weight(V value) {
    return reading.weight(value);
  }

  @Override
  public String storeName() {
    return CassandraFailures.name(session.get().settings());
  }

  @Override
  public FailureKind kindOf(Throwable failure) {
    @Nullable Throwable cause = TransientErrors.unwrap(failure);
    if (cause instanceof UnusableRowsException || cause instanceof FrameTooLongException) {
      return FailureKind.OF_THE_KEY;
    }
    return TransientErrors.isTransient(cause) ? FailureKind.TRANSIENT : FailureKind.OF_THE_STORE;
  }

  @Override
  public String explain(Throwable failure) {
    return failure instanceof UnusableRowsException
        ? failure.getMessage()
        : CassandraFailures.oneLine(failure);
  }

  @Override
  public void close() {
    release(session);
  }

  private static void release(Lease<CassandraSession> session) {
    try {
      session.close();
    } catch (Exception e) {
      throw new SidecartException("Cannot close the session with Cassandra: " + e, e);
    }
  }
}
