package io.sidecart.cql.save;

import com.datastax.driver.core.BatchStatement;
import com.datastax.driver.core.BoundStatement;
import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every row to the history, the latest of each user to the latest, and, where that is wanted, every
 * event to its user's own purchases: all of one user in one mutation, as all three tables have the
 * user as their partition key. Users and items without a number cannot be found again, so they
 * stand in the history alone.
 */
final class RecommendationStatements implements RowStatements<EnrichedEvent> {
  private static final long serialVersionUID = 1L;

  /** Bounds a batch, which is one mutation, and Cassandra takes none above 16 MB. */
  static final int MOST_TOGETHER = 32;

  private static final int UNKNOWN_USERS = 1 << 20;

  private static final String HISTORY =
      "INSERT INTO {keyspace}.recommendations_history"
          + " (user_id, event_time, topic, partition, offset, item_id, answer, original_user_id,"
          + " original_item_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String LATEST =
      "INSERT INTO {keyspace}.recommendations_latest (user_id, served, original_user_id)"
          + " VALUES (:user, :served, :original) USING TIMESTAMP :timestamp";

  private final boolean addsOwnPurchases;

  /**
   * @param addsOwnPurchases whether to add the events to own_purchases as well
   */
  RecommendationStatements(boolean addsOwnPurchases) {
    this.addsOwnPurchases = addsOwnPurchases;
  }

  @Override
  public List<String> texts() {
    return addsOwnPurchases
        ? List.of(HISTORY, LATEST, OwnPurchaseStatements.INSERT)
        : List.of(HISTORY, LATEST);
  }

  @Override
  public List<Statement> of(CassandraSession session, List<EnrichedEvent> rows) {
    PreparedStatement history = session.prepare(HISTORY);
    PreparedStatement latest = session.prepare(LATEST);
    @Nullable OwnPurchaseStatements own =
        addsOwnPurchases ? new OwnPurchaseStatements(session) : null;
    Set<EnrichedEvent> latestRows = Collections.newSetFromMap(new IdentityHashMap<>());
    latestRows.addAll(Precedence.latest(rows));
    List<Statement> statements = new ArrayList<>();
    for (List<EnrichedEvent> ofOneUser : byUser(rows)) {
      List<BoundStatement> together = new ArrayList<>(ofOneUser.size() + 2);
      for (EnrichedEvent row : ofOneUser) {
        FieldBytes answer = Answers.answer(row);
        together.add(entry(history, row, answer));
        if (row.event().userId() >= 0 && latestRows.contains(row)) {
          together.add(latest(latest, row, Answers.served(row.event(), answer)));
        }
      }
      if (own != null) {
        together.addAll(
            own.of(
                ofOneUser.stream().map(EnrichedEvent::event).filter(CartEvent::isKnown).toList()));
      }
      statements.add(together(together));
    }
    return statements;
  }

  /** What is not bound stays as it is, where null would leave a tombstone. */
  private static BoundStatement latest(
      PreparedStatement latest, EnrichedEvent row, FieldBytes served) {
    CartEvent event = row.event();
    BoundStatement bound =
        latest
            .bind()
            .setInt("user", event.userId())
            .setBytesUnsafe("served", served.value())
            .setLong("timestamp", Precedence.timestamp(event));
    return event.userText() == null ? bound : bound.setString("original", event.userText());
  }

  /**
   * A user's rows are one partition of the history: several cost Cassandra little more than one.
   */
  static List<List<EnrichedEvent>> byUser(List<EnrichedEvent> rows) {
    Map<Integer, Group> open = new HashMap<>();
    List<List<EnrichedEvent>> groups = new ArrayList<>();
    for (EnrichedEvent row : rows) {
      int user = userKey(row.event());
      Group group = open.get(user);
      int weight = row.weight();
      if (group == null || group.weight + weight > MOST_TOGETHER) {
        group = new Group();
        open.put(user, group);
        groups.add(group.rows);
      }
      group.rows.add(row);
      group.weight += weight;
    }
    return groups;
  }

  /**
   * Users without a number share one, and a partition of all that they were served would outgrow
   * any node: their texts spread them over a million numbers below 0.
   */
  static int userKey(CartEvent event) {
    return event.userId() >= 0 || event.userText() == null
        ? event.userId()
        : -1 - Math.floorMod(event.userText().hashCode(), UNKNOWN_USERS);
  }

  private static final class Group {
    final List<EnrichedEvent> rows = new ArrayList<>();
    int weight;
  }

  @Override
  public int weight(EnrichedEvent row) {
    return row.weight();
  }

  private static Statement together(List<BoundStatement> statements) {
    return statements.size() == 1
        ? statements.get(0)
        : new BatchStatement(BatchStatement.Type.UNLOGGED).addAll(statements);
  }

  private static BoundStatement entry(
      PreparedStatement history, EnrichedEvent row, FieldBytes answer) {
    CartEvent event = row.event();
    BoundStatement bound =
        history
            .bind()
            .setInt(0, userKey(event))
            .setTimestamp(1, Date.from(event.eventTime()))
            .setString(2, event.id().topic())
            .setInt(3, event.id().partition())
            .setLong(4, event.id().offset())
            .setInt(5, event.itemId())
            .setBytesUnsafe(6, answer.value());
    if (event.userText() != null) {
      bound.setString("original_user_id", event.userText());
    }
    if (event.itemText() != null) {
      bound.setString("original_item_id", event.itemText());
    }
    return bound;
  }
}
