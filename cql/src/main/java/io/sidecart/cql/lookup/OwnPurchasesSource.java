package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.lookup.LookUpSource;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user bought: the history that was loaded, and the events that the stream has added since.
 * Empty for a user who has no purchases on record.
 */
public record OwnPurchasesSource(CassandraSettings settings)
    implements LookUpSource<Integer, OwnPurchases> {
  private static final String BY_USER =
      "SELECT item_id, times, first_bought, last_bought, decayed FROM {keyspace}.own_purchases"
          + " WHERE user_id = ?";

  public OwnPurchasesSource {
    requireNonNull(settings, "settings");
  }

  @Override
  public Connection<Integer, OwnPurchases> connect() {
    return SessionConnection.open(settings, BY_USER, OwnPurchasesSource::purchases);
  }

  private static OwnPurchases purchases(int userId, List<Row> rows) {
    OwnItemSum sum = new OwnItemSum();
    for (Row row : rows) {
      sum.add(
          row.getInt("item_id"),
          row.getInt("times"),
          instant(row.getTimestamp("first_bought")),
          instant(row.getTimestamp("last_bought")),
          row.get("decayed", Double.class));
    }
    return sum.purchases();
  }

  private static @Nullable Instant instant(@Nullable Date time) {
    return time == null ? null : time.toInstant();
  }
}
