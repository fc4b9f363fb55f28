package io.sidecart.cql.save;

import com.datastax.driver.core.BoundStatement;
import com.datastax.driver.core.PreparedStatement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.own.OwnEvent;
import io.sidecart.cql.own.OwnEvents;
import io.sidecart.cql.own.OwnOrigin;
import io.sidecart.model.CartEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of own_purchases for a user's events of one topic and partition, under their places in
 * Kafka, so that a replay adds nothing.
 */
final class OwnPurchaseStatements {
  static final String INSERT =
      "INSERT INTO {keyspace}.own_purchases (user_id, origin, item_id, times, last_bought, more)"
          + " VALUES (?, ?, ?, 1, ?, ?)";

  private static final int MORE = 4;

  private final PreparedStatement insert;

  OwnPurchaseStatements(CassandraSession session) {
    insert = session.prepare(INSERT);
  }

  /**
   * The rows of some events.
   *
   * @param events of one user, in any order; none may come twice
   */
  List<BoundStatement> of(List<CartEvent> events) {
    Map<String, List<CartEvent>> byPlace = new LinkedHashMap<>();
    for (CartEvent event : events) {
      byPlace
          .computeIfAbsent(
              event.id().topic() + "/" + event.id().partition(), place -> new ArrayList<>())
          .add(event);
    }
    return byPlace.values().stream().map(this::row).toList();
  }

  private BoundStatement row(List<CartEvent> events) {
    events.sort(Comparator.comparingLong(event -> event.id().offset()));
    CartEvent first = events.get(0);
    CartEvent last = events.get(events.size() - 1);
    BoundStatement row =
        insert.bind(
            first.userId(),
            OwnOrigin.text(first.id(), last.id()),
            first.itemId(),
            Date.from(first.eventTime()));
    return events.size() == 1
        ? row
        : row.setBytesUnsafe(
            MORE,
            OwnEvents.encode(
                events.stream().skip(1).map(OwnPurchaseStatements::ownEvent).toList()));
  }

  private static OwnEvent ownEvent(CartEvent event) {
    return new OwnEvent(event.id().offset(), event.itemId(), event.eventTime().toEpochMilli());
  }
}
