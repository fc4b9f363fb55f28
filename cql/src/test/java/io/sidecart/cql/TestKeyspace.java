package io.sidecart.cql;

import com.datastax.driver.core.Row;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A keyspace of its own for a test class, with the schema, on the real Cassandra of the tests. */
public final class TestKeyspace implements BeforeAllCallback, AfterAllCallback {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final CassandraSettings settings = unused();
  private CassandraSession session;

  /** Settings of a keyspace that is not there yet. */
  public static CassandraSettings unused() {
    String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    String contactPoints = System.getProperty("sidecart.test.cassandra", "localhost:9042");
    return CassandraSettings.of(contactPoints, name, null);
  }

  /** A busy machine may take longer to drop all its tables than the driver waits. */
  public static void drop(CassandraSettings settings) {
    try (CassandraSession server = CassandraSession.openServer(settings)) {
      Patiently.get(
          PATIENCE,
          () -> {
            server.define("DROP KEYSPACE IF EXISTS " + settings.keyspace());
            return settings;
          });
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Schema.apply(settings, Replication.oneNode());
    session = CassandraSession.open(settings);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    session.close();
    drop(settings);
  }

  public CassandraSettings settings() {
    return settings;
  }

  public CassandraSession session() {
    return session;
  }

  /** Runs a statement with bound values and returns all its rows. */
  public List<Row> query(String cql, Object... values) {
    return session.execute(session.prepare(cql).bind(values)).all();
  }
}
