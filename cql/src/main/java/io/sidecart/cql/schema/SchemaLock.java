package io.sidecart.cql.schema;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one at a time change a keyspace's tables: nodes that make the same table at the same moment
 * can disagree on its id for good.
 *
 * <p>The lock is a row, number 0, of schema_migrations. It expires by itself when its holder is
 * killed.
 */
final class SchemaLock implements AutoCloseable {
  /** More than a change may take. */
  private static final int EXPIRES_SECONDS = 120;

  private static final Duration POLL = Duration.ofMillis(200);

  private static final String ACQUIRE =
      "INSERT INTO {keyspace}.schema_migrations (number, name) VALUES (0, ?)"
          + " IF NOT EXISTS USING TTL ?";
  private static final String RENEW =
      "UPDATE {keyspace}.schema_migrations USING TTL ? SET name = ? WHERE number = 0 IF name = ?";
  private static final String RELEASE =
      "DELETE FROM {keyspace}.schema_migrations WHERE number = 0 IF name = ?";

  private final CassandraSession session;
  private final String holder = UUID.randomUUID().toString();

  private SchemaLock(CassandraSession session) {
    this.session = session;
  }

  /** Waits for the lock, longer than a dead holder can keep it. */
  static SchemaLock acquire(CassandraSession session) {
    SchemaLock lock = new SchemaLock(session);
    long deadline = System.nanoTime() + Duration.ofSeconds(EXPIRES_SECONDS + 60L).toNanos();
    while (!lock.tryAcquire()) {
      if (System.nanoTime() - deadline > 0) {
        throw new SidecartException(
            "Another process keeps the lock on the schema of keyspace "
                + session.settings().keyspace()
                + "; wait until it is done, then run this again");
      }
      pause();
    }
    return lock;
  }

  private boolean tryAcquire() {
    Row row = session.execute(session.prepare(ACQUIRE).bind(holder, EXPIRES_SECONDS)).one();
    // A time-out may have hidden that the first try of this very holder went through.
    return row.getBool("[applied]") || holder.equals(row.getString("name"));
  }

  /**
   * Keeps the lock for as long again: to be asked before each change, as a cluster may take its
   * time for one.
   *
   * @throws SidecartException if it has expired
   */
  void renew() {
    Row row = session.execute(session.prepare(RENEW).bind(EXPIRES_SECONDS, holder, holder)).one();
    if (!row.getBool("[applied]")) {
      throw new SidecartException(
          "The lock on the schema of keyspace "
              + session.settings().keyspace()
              + " has expired; run this again: what is done stays");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SidecartException("Interrupted while waiting for the lock on the schema", e);
    }
  }

  @Override
  public void close() {
    session.execute(session.prepare(RELEASE).bind(holder));
  }
}
