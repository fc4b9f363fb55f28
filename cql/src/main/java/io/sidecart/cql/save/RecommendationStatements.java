package io.sidecart.cql.save;

import com.datastax.driver.core.BoundStatement;
import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
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
  private static final String COLUMNS =
      " (user_id, item_id, items, scores, precision_at_k, model_version, why, topic, partition,"
          + " offset, event_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String HISTORY = "INSERT INTO {keyspace}.recommendations_history" + COLUMNS;
  private static final String LATEST =
      "INSERT INTO {keyspace}.recommendations_latest" + COLUMNS + " USING TIMESTAMP ?";

  @Override
  public List<String> texts() {
    return List.of(HISTORY, LATEST);
  }

  @Override
  public List<Statement> of(CassandraSession session, List<EnrichedEvent> rows) {
    PreparedStatement history = session.prepare(HISTORY);
    PreparedStatement latest = session.prepare(LATEST);
    List<Statement> statements = new ArrayList<>(2 * rows.size());
    for (EnrichedEvent row : rows) {
      statements.add(bind(history, row));
    }
    for (EnrichedEvent row : Precedence.latest(rows)) {
      statements.add(bind(latest, row).setLong("[timestamp]", Precedence.timestamp(row.event())));
    }
    return statements;
  }

  private static BoundStatement bind(PreparedStatement insert, EnrichedEvent row) {
    CartEvent event = row.event();
    // What is null is written as null, so that it covers what an earlier row had there.
    return insert.bind(
        event.userId(),
        event.itemId(),
        row.recommendations().stream().map(Recommendation::itemId).toList(),
        row.recommendations().stream().map(Recommendation::score).toList(),
        row.precisionAtK(),
        row.modelVersion(),
        row.why().label(),
        event.id().topic(),
        event.id().partition(),
        event.id().offset(),
        Date.from(event.eventTime()));
  }
}
