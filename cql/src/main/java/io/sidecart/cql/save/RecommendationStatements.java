package io.sidecart.cql.save;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import com.datastax.driver.core.UDTValue;
import com.datastax.driver.core.UserType;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Recommendation;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Every row to the history, the latest of each user to the latest. */
final class RecommendationStatements implements RowStatements<EnrichedEvent> {
  private static final long serialVersionUID = 1L;
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
    for (EnrichedEvent row : rows) {
      CartEvent event = row.event();
      statements.add(
          history.bind(
              event.userId(),
              Date.from(event.eventTime()),
              event.id().topic(),
              event.id().partition(),
              event.id().offset(),
              event.itemId(),
              answer(answerType, row)));
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
