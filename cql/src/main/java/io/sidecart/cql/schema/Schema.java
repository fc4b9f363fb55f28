package io.sidecart.cql.schema;

import com.datastax.driver.core.ConsistencyLevel;
import com.datastax.driver.core.Row;
import com.datastax.driver.core.exceptions.UnauthorizedException;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.SidecartException;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sidecart's keyspace: the numbered .cql files beside this class, each applied once. */
public final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

  private static final String KEYSPACE =
      "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?";
  private static final String TABLE =
      "SELECT table_name FROM system_schema.tables"
          + " WHERE keyspace_name = ? AND table_name = 'schema_migrations'";
  private static final String RECORDED =
      "SELECT number, checksum FROM {keyspace}.schema_migrations";
  private static final String RECORD =
      "INSERT INTO {keyspace}.schema_migrations (number, name, checksum, applied_at)"
          + " VALUES (?, ?, ?, ?)";

  private final List<Migration> migrations;

  Schema(List<Migration> migrations) {
    this.migrations = migrations;
  }

  /**
   * Makes the keyspace and its tables, or what of them is missing; harmless when nothing is, and
   * when two do it at once. Where nothing is missing, a role needs no right to make it.
   *
   * @param replication of a keyspace that is made; one that exists keeps its own
   * @throws SidecartException if Cassandra cannot be reached, or a file that was applied before has
   *     been changed since, or is newer than this build
   */
  public static void apply(CassandraSettings settings, Replication replication) {
    new Schema(Migration.all()).applyTo(settings, replication);
  }

  void applyTo(CassandraSettings settings, Replication replication) {
    try (CassandraSession server = CassandraSession.openServer(settings)) {
      make(
          server,
          KEYSPACE,
          "CREATE KEYSPACE IF NOT EXISTS "
              + settings.keyspace()
              + " WITH replication = "
              + replication.cql()
              + " AND durable_writes = true");
    }
    try (CassandraSession session = CassandraSession.open(settings)) {
      make(
          session,
          TABLE,
          "CREATE TABLE IF NOT EXISTS schema_migrations (number int PRIMARY KEY, name text,"
              + " checksum text, applied_at timestamp)");
      if (missing(session).isEmpty()) {
        return;
      }
      try (SchemaLock lock = SchemaLock.acquire(session)) {
        for (Migration migration : missing(session)) {
          applyOne(session, migration, lock);
        }
      }
    }
  }

  /**
   * Makes what is missing. It is not asked first whether it is: what another one makes just now is
   * on record before it can be used, but the answer to this statement waits for that.
   *
   * @param existing asks whether it is there
   */
  private static void make(CassandraSession session, String existing, String cql) {
    try {
      session.define(cql);
    } catch (SidecartException e) {
      // Cassandra asks for the right to make what there is already, whatever IF NOT EXISTS says.
      if (!(e.getCause() instanceof UnauthorizedException) || !exists(session, existing)) {
        throw e;
      }
    }
  }

  /** Each node answers for itself, and every role may ask. */
  private static boolean exists(CassandraSession session, String cql) {
    return session
            .execute(
                session
                    .prepare(cql)
                    .bind(session.settings().keyspace())
                    .setConsistencyLevel(ConsistencyLevel.ONE))
            .one()
        != null;
  }

  /** What is not on record, after a check of what is. */
  private List<Migration> missing(CassandraSession session) {
    Map<Integer, String> recorded = new HashMap<>();
    for (Row row : session.execute(session.prepare(RECORDED).bind())) {
      if (row.getInt("number") > 0) {
        recorded.put(row.getInt("number"), row.getString("checksum"));
      }
    }
    int newest = recorded.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (newest > migrations.size()) {
      throw new SidecartException(
          "Keyspace "
              + session.settings().keyspace()
              + " has schema "
              + newest
              + ", but this build knows only "
              + migrations.size()
              + "; use the build that made it, or a newer one");
    }
    for (Migration migration : migrations) {
      @Nullable String checksum = recorded.get(migration.number());
      if (checksum != null && !checksum.equals(migration.checksum())) {
        throw new SidecartException(
            "Schema file "
                + migration.name()
                + " was changed after it was applied to keyspace "
                + session.settings().keyspace()
                + "; undo the change and put it into a new file with the next number");
      }
    }
    return migrations.stream()
        .filter(migration -> !recorded.containsKey(migration.number()))
        .toList();
  }

  private static void applyOne(CassandraSession session, Migration migration, SchemaLock lock) {
    for (String statement : migration.statements()) {
      lock.renew();
      session.define(statement);
    }
    session.execute(
        session
            .prepare(RECORD)
            .bind(migration.number(), migration.name(), migration.checksum(), new Date()));
    LOG.info("Applied {} to keyspace {}", migration.name(), session.settings().keyspace());
  }
}
