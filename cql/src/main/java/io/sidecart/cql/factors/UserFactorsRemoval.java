package io.sidecart.cql.factors;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.cql.TokenRanges;
import io.sidecart.cql.factors.FactorsLoad.State;
import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes the user factors of versions out of Cassandra that are in their model store no more. */
public final class UserFactorsRemoval {
  private static final int BATCH = 10_000;

  /** About so many rows on record are read at once. */
  private static final long ROWS_OF_A_RANGE = 2_000;

  private static final String KEYS =
      "SELECT user_id, model_version FROM {keyspace}.user_factors"
          + " WHERE token(user_id) > ? AND token(user_id) <= ?";
  private static final String DELETE =
      "DELETE FROM {keyspace}.user_factors WHERE user_id = ? AND model_version = ?";

  private final CassandraSession session;
  private final FactorsLoads loads;

  private UserFactorsRemoval(CassandraSession session) {
    this.session = session;
    this.loads = new FactorsLoads(session);
  }

  /** Lists the versions of a model store. */
  public interface Versions {
    Collection<String> list() throws IOException;
  }

  /**
   * Removes the factors of all versions that were loaded from a store and are not in it any more,
   * those of a removal that was killed too. Reads the keys of the whole table where there are any.
   *
   * @param storeId of the model store, wherever it stands now
   * @param versions those that the store has; asked after what is loaded, so that a version that is
   *     being published meanwhile is among them
   * @return how many vectors were removed, by version
   * @throws SidecartException if Cassandra cannot be asked, or does not take a write
   */
  public static Map<String, Long> removeAllBut(
      CassandraSettings settings, String storeId, Versions versions) throws IOException {
    try (CassandraSession session = CassandraSession.open(settings)) {
      return new UserFactorsRemoval(session).remove(storeId, versions);
    }
  }

  private Map<String, Long> remove(String storeId, Versions versions) throws IOException {
    Map<String, Long> removed = new TreeMap<>();
    List<FactorsLoad> all = loads.all();
    Set<String> kept = Set.copyOf(versions.list());
    for (FactorsLoad load : all) {
      String version = load.id().version();
      boolean isGone = storeId.equals(load.storeId()) && !kept.contains(version);
      if (isGone || load.state() == State.REMOVING) {
        loads.beginRemoval(version);
        removed.put(version, 0L);
      }
    }
    if (!removed.isEmpty()) {
      // A load that did not know yet may have had writes under way: they go too.
      long deleted;
      do {
        deleted = deleteRows(removed, ranges(all));
      } while (deleted > 0);
      removed.keySet().forEach(loads::endRemoval);
    }
    return removed;
  }

  /** Goes through the table once, and tells how many rows it deleted. */
  private long deleteRows(Map<String, Long> removed, int ranges) {
    PreparedStatement delete = session.prepare(DELETE);
    PatientWrites<Statement> writes = PatientWrites.on(session, PatientWrites.DEFAULT_PATIENCE);
    List<Statement> batch = new ArrayList<>();
    long before = removed.values().stream().mapToLong(Long::longValue).sum();
    new TokenRanges(session, ranges)
        .forEach(
            KEYS,
            row -> {
              String version = row.getString("model_version");
              if (removed.computeIfPresent(version, (each, count) -> count + 1) != null) {
                batch.add(delete.bind(row.getInt("user_id"), version));
              }
              if (batch.size() >= BATCH) {
                writes.write(batch);
                batch.clear();
              }
            });
    writes.write(batch);
    return removed.values().stream().mapToLong(Long::longValue).sum() - before;
  }

  private static int ranges(List<FactorsLoad> all) {
    long rows = all.stream().mapToLong(load -> load.id().users()).sum();
    return Math.toIntExact(1 + rows / ROWS_OF_A_RANGE);
  }
}
