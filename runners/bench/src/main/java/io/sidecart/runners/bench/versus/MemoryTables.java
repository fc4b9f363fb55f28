package io.sidecart.runners.bench.versus;

import com.datastax.driver.core.Row;
import com.datastax.driver.core.Statement;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All features and own purchases that Cassandra holds, in maps. */
final class MemoryTables {
  private static final int FETCH = 5_000;

  private final Map<Integer, ItemFeatures> features = new HashMap<>();
  private final Map<Integer, OwnPurchases> own = new HashMap<>();

  private MemoryTables() {}

  static MemoryTables read(CassandraSettings settings) {
    MemoryTables tables = new MemoryTables();
    try (CassandraSession session = CassandraSession.open(settings)) {
      for (Row row :
          all(session, "SELECT item_id, department, category FROM {keyspace}.item_features")) {
        ItemFeatures item = new ItemFeatures(row.getInt(0), row.getString(1), row.getString(2));
        tables.features.put(item.itemId(), item);
      }
      Map<Integer, Map<Integer, OwnItem>> byUser = new HashMap<>();
      for (Row row :
          all(session, "SELECT user_id, item_id, times, origin FROM {keyspace}.own_purchases")) {
        // What a stream has added is left out by all that are compared.
        if (row.getString(3).equals("history")) {
          byUser
              .computeIfAbsent(row.getInt(0), user -> new HashMap<>())
              .merge(row.getInt(1), new OwnItem(row.getInt(1), row.getInt(2), null), OwnItem::plus);
        }
      }
      byUser.forEach((user, items) -> tables.own.put(user, OwnPurchases.of(items.values())));
    }
    return tables;
  }

  private static Iterable<Row> all(CassandraSession session, String query) {
    Statement statement = session.prepare(query).bind().setFetchSize(FETCH);
    return session.execute(statement);
  }

  @Nullable ItemFeatures features(int itemId) {
    return features.get(itemId);
  }

  OwnPurchases ownPurchases(int userId) {
    return own.getOrDefault(userId, OwnPurchases.none());
  }
}
