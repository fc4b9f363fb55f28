package io.sidecart.cql.save;

import com.datastax.driver.core.BatchStatement;
import com.datastax.driver.core.BoundStatement;
import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import com.datastax.driver.core.UDTValue;
import com.datastax.driver.core.UserType;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Recommendation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every row to the history, the latest of each user to the latest. */
final class RecommendationStatements implements RowStatements<EnrichedEvent> {
  private static final long serialVersionUID = 1L;

  /** Bounds a batch, which is one mutation: a row of five items takes some 200 bytes of it. */
  static final int MOST_TOGETHER = 16;

  private static final String HISTORY =
      "INSERT INTO {keyspace}.recommendations_history"
          + " (user_id, event_time, topic, partition, offset, item_id, answer)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String LATEST =
      "INSERT INTO {keyspace}.recommendations_latest (user_id, served) VALUES (?, ?)"
          + " USING TIMESTAMP ?";

  @Override
  public List<String> texts() {
    return List.of(HISTORY, LATEST);
  }

  @Override
  public List<Statement> of(CassandraSession session, List<EnrichedEvent> rows) {
    PreparedStatement history = session.prepare(HISTORY);
    PreparedStatement latest = session.prepare(LATEST);
    UserType servedType = (UserType) latest.getVariables().getType("served");
    UserType answerType = (UserType) history.getVariables().getType("answer");
    List<Statement> statements = new ArrayList<>(2 * rows.size());
    for (List<EnrichedEvent> ofOneUser : byUser(rows)) {
      statements.add(
          together(
              ofOneUser.stream()
                  .map(row -> entry(history, row, answer(answerType, row)))
                  .toList()));
    }
    for (EnrichedEvent row : Precedence.latest(rows)) {
      CartEvent event = row.event();
      statements.add(
          latest.bind(
              event.userId(),
              served(servedType, event, answer(answerType, row)),
              Precedence.timestamp(event)));
    }
    return statements;
  }

  /**
   * A user's rows are one partition of the history: several cost Cassandra little more than one.
   */
  static Collection<List<EnrichedEvent>> byUser(List<EnrichedEvent> rows) {
    Map<Integer, List<EnrichedEvent>> open = new HashMap<>();
    List<List<EnrichedEvent>> groups = new ArrayList<>();
    for (EnrichedEvent row : rows) {
      List<EnrichedEvent> group = open.get(row.event().userId());
      if (group == null || group.size() == MOST_TOGETHER) {
        group = new ArrayList<>();
        open.put(row.event().userId(), group);
        groups.add(group);
      }
      group.add(row);
    }
    return groups;
  }

  private static Statement together(List<BoundStatement> statements) {
    return statements.size() == 1
        ? statements.get(0)
        : new BatchStatement(BatchStatement.Type.UNLOGGED).addAll(statements);
  }

  private static BoundStatement entry(
      PreparedStatement history, EnrichedEvent row, UDTValue answer) {
    CartEvent event = row.event();
    return history.bind(
        event.userId(),
        Date.from(event.eventTime()),
        event.id().topic(),
        event.id().partition(),
        event.id().offset(),
        event.itemId(),
        answer);
  }

  private static UDTValue served(UserType type, CartEvent event, UDTValue answer) {
    return type.newValue()
        .setInt("item_id", event.itemId())
        .setTimestamp("event_time", Date.from(event.eventTime()))
        .setString("topic", event.id().topic())
        .setInt("partition", event.id().partition())
        .setLong("offset", event.id().offset())
        .setUDTValue("answer", answer);
  }

  private static UDTValue answer(UserType type, EnrichedEvent row) {
    return type.newValue()
        .setList("items", row.recommendations().stream().map(Recommendation::itemId).toList())
        .setList("scores", row.recommendations().stream().map(Recommendation::score).toList())
        .set("precision_at_k", row.precisionAtK(), Double.class)
        .setString("model_version", row.modelVersion())
        .setString("why", row.why().label());
  }
}
