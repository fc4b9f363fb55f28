package io.sidecart.cql.factors;

import com.datastax.driver.core.ResultSet;
import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.PatientWrites;
import io.sidecart.cql.Patiently;
import io.sidecart.cql.factors.FactorsLoad.State;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.UserFactorsId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table user_factors_loads. Each change says from which state it leads, so that a load and a
 * removal of one version, or two loads, cannot pass each other by.
 */
final class FactorsLoads {
  private static final String COLUMNS =
      "model_version, store, store_id, fingerprint, users, rank, state, loaded";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM {keyspace}.user_factors_loads WHERE model_version = ?";
  private static final String ALL = "SELECT " + COLUMNS + " FROM {keyspace}.user_factors_loads";
  private static final String BEGIN =
      "INSERT INTO {keyspace}.user_factors_loads ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, 'loading', 0) IF NOT EXISTS";
  private static final String ADOPT =
      "UPDATE {keyspace}.user_factors_loads SET store_id = ? WHERE model_version = ?"
          + " IF store_id = null AND fingerprint = ?";
  private static final String PROGRESS =
      "UPDATE {keyspace}.user_factors_loads SET loaded = ? WHERE model_version = ?"
          + " IF state = 'loading' AND fingerprint = ?";
  private static final String COMPLETE =
      "UPDATE {keyspace}.user_factors_loads SET state = 'complete', loaded = ?"
          + " WHERE model_version = ? IF state = 'loading' AND fingerprint = ?";
  private static final String REMOVE =
      "UPDATE {keyspace}.user_factors_loads SET state = 'removing', loaded = 0"
          + " WHERE model_version = ? IF EXISTS";
  private static final String END =
      "DELETE FROM {keyspace}.user_factors_loads WHERE model_version = ? IF state = 'removing'";

  private final CassandraSession session;

  FactorsLoads(CassandraSession session) {
    this.session = session;
  }

  Optional<FactorsLoad> find(String version) {
    return Optional.ofNullable(execute(FIND, version).one()).map(FactorsLoads::load);
  }

  List<FactorsLoad> all() {
    List<FactorsLoad> loads = new ArrayList<>();
    for (Row row : execute(ALL)) {
      loads.add(load(row));
    }
    return loads;
  }

  /** Does nothing where the version is on record. */
  void begin(UserFactorsId id, String storeId) {
    execute(BEGIN, id.version(), id.store(), storeId, id.fingerprint(), id.users(), id.rank());
  }

  /** Says which store a version is of that was loaded before stores had an id. */
  void adopt(UserFactorsId id, String storeId) {
    execute(ADOPT, storeId, id.version(), id.fingerprint());
  }

  /** Whether the version is still being loaded, of these files; it is not where it was removed. */
  boolean progress(UserFactorsId id, long loaded) {
    return applied(execute(PROGRESS, loaded, id.version(), id.fingerprint()))
        || isComplete(id); // by another load of the same files
  }

  /** As {@link #progress}, after the last vector. */
  boolean complete(UserFactorsId id) {
    return applied(execute(COMPLETE, (long) id.users(), id.version(), id.fingerprint()))
        || isComplete(id); // also where the answer to the first try was lost
  }

  private boolean isComplete(UserFactorsId id) {
    return find(id.version())
        .filter(load -> load.isComplete() && load.id().isSameAs(id))
        .isPresent();
  }

  /** From here on nobody begins to serve the version, and no load of it goes on. */
  void beginRemoval(String version) {
    execute(REMOVE, version);
  }

  void endRemoval(String version) {
    execute(END, version);
  }

  /** All of these may be sent again. */
  private ResultSet execute(String cql, Object... values) {
    return Patiently.get(
        PatientWrites.DEFAULT_PATIENCE, () -> session.execute(session.prepare(cql).bind(values)));
  }

  private static boolean applied(ResultSet answer) {
    return answer.wasApplied();
  }

  private static State state(Row row) {
    String name = row.getString("state");
    try {
      return State.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new SidecartException(
          "user_factors_loads has model %s in the unknown state '%s': use the build that wrote it, or a newer one"
              .formatted(row.getString("model_version"), name),
          e);
    }
  }

  private static FactorsLoad load(Row row) {
    return new FactorsLoad(
        new UserFactorsId(
            row.getString("store"),
            row.getString("model_version"),
            row.getString("fingerprint"),
            row.getInt("users"),
            row.getInt("rank")),
        row.getString("store_id"),
        state(row),
        row.getLong("loaded"));
  }
}
