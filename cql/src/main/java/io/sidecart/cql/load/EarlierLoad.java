package io.sidecart.cql.load;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.PatientWrites;
import io.sidecart.cql.TokenRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an earlier prepare left behind. */
public final class EarlierLoad {
  /** The origin of the rows of own_purchases that a load writes. */
  static final String HISTORY = "history";

  // A truncation waits for all nodes; the server's own time-out is a minute.
  private static final int TRUNCATE_TIMEOUT_MILLIS = 70_000;
  private static final int BATCH = 10_000;

  /** Each user whose history was taken back counts as a deleted row or two. */
  private static final int RANGES = 2_048;

  private static final String USERS =
      "SELECT DISTINCT user_id FROM {keyspace}.own_purchases"
          + " WHERE token(user_id) > ? AND token(user_id) <= ?";
  private static final String DELETE_HISTORY =
      "DELETE FROM {keyspace}.own_purchases WHERE user_id = ? AND origin = ?";

  // The character after / is 0: all origins that begin with the topic's name and a slash.
  private static final String DELETE_EVENTS =
      "DELETE FROM {keyspace}.own_purchases WHERE user_id = ? AND origin >= ? AND origin < ?";

  private EarlierLoad() {}

  /**
   * Takes back the own purchases that were loaded, and those that the stream added from a topic to
   * which nothing was ever sent: an earlier topic of that name.
   *
   * @param emptyTopic empty where something was sent to the topic, whose events stay
   * @throws io.sidecart.model.SidecartException if Cassandra cannot be reached or has no schema
   */
  public static void removeOwnPurchases(CassandraSettings settings, Optional<String> emptyTopic) {
    try (CassandraSession session = CassandraSession.open(settings)) {
      removeOwnPurchases(session, emptyTopic);
    }
  }

  /**
   * Takes back all that was loaded, so that no row stays that is not in the data any more: the item
   * features, the baselines, and of own purchases those of the history. Own purchases of another
   * origin, added one by one, stay.
   *
   * <p>To be called before the load and not beside it. Until the load is done the stream finds
   * less; when it fails, the next prepare makes it whole.
   *
   * @throws io.sidecart.model.SidecartException if Cassandra cannot be reached or has no schema
   */
  public static void remove(CassandraSettings settings) {
    try (CassandraSession session = CassandraSession.open(settings)) {
      for (String table : List.of("item_features", "baseline")) {
        session.execute(
            session
                .prepare("TRUNCATE {keyspace}." + table)
                .bind()
                .setReadTimeoutMillis(TRUNCATE_TIMEOUT_MILLIS));
      }
      removeOwnPurchases(session, Optional.empty());
    }
  }

  private static void removeOwnPurchases(CassandraSession session, Optional<String> emptyTopic) {
    PreparedStatement deleteHistory = session.prepare(DELETE_HISTORY);
    PreparedStatement deleteEvents = session.prepare(DELETE_EVENTS);
    PatientWrites<Statement> writes = PatientWrites.on(session, PatientWrites.DEFAULT_PATIENCE);
    List<Statement> batch = new ArrayList<>();
    new TokenRanges(session, RANGES)
        .forEach(
            USERS,
            user -> {
              int userId = user.getInt("user_id");
              batch.add(deleteHistory.bind(userId, HISTORY));
              emptyTopic.ifPresent(
                  topic -> batch.add(deleteEvents.bind(userId, topic + "/", topic + "0")));
              if (batch.size() >= BATCH) {
                writes.write(batch);
                batch.clear();
              }
            });
    writes.write(batch);
  }
}
