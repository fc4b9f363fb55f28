package io.sidecart.cql.save;

import com.datastax.driver.core.BoundStatement;
import com.datastax.driver.core.PreparedStatement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.model.CartEvent;
import java.util.Date;

/**
 * One row of own_purchases an event, under the event's own place in Kafka, so that a replay adds
 * nothing.
 */
final class OwnPurchaseStatements {
  static final String INSERT =
      "INSERT INTO {keyspace}.own_purchases (user_id, origin, item_id, times, last_bought)"
          + " VALUES (?, ?, ?, 1, ?)";

  private final PreparedStatement insert;

  OwnPurchaseStatements(CassandraSession session) {
    insert = session.prepare(INSERT);
  }

  BoundStatement of(CartEvent event) {
    return insert.bind(
        event.userId(), event.id().toString(), event.itemId(), Date.from(event.eventTime()));
  }
}
