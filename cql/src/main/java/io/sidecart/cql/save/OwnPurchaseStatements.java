package io.sidecart.cql.save;

import com.datastax.driver.core.PreparedStatement;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.CartEvent;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** One row of own_purchases an event. */
final class OwnPurchaseStatements implements RowStatements<CartEvent> {
  private static final long serialVersionUID = 1L;
  private static final String INSERT =
      "INSERT INTO {keyspace}.own_purchases (user_id, origin, item_id, times, last_bought)"
          + " VALUES (?, ?, ?, 1, ?)";

  @Override
  public List<String> texts() {
    return List.of(INSERT);
  }

  @Override
  public List<Statement> of(CassandraSession session, List<CartEvent> rows) {
    PreparedStatement insert = session.prepare(INSERT);
    List<Statement> statements = new ArrayList<>(rows.size());
    for (CartEvent event : rows) {
      statements.add(
          insert.bind(
              event.userId(), event.id().toString(), event.itemId(), Date.from(event.eventTime())));
    }
    return statements;
  }
}
