package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.lookup.LookUpSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user bought: the history that was loaded, and the events that the stream has added since.
 * Empty for a user who has no purchases on record.
 *
 * <p>Purchases of more than {@value #USUAL_ITEMS} items are remembered longer, in proportion: they
 * cost as much more to read, and a few more change them as much less. So what is read in a time
 * goes with the number of users, whatever they have bought.
 */
public record OwnPurchasesSource(CassandraSettings settings)
    implements LookUpSource<Integer, OwnPurchases> {
  private static final String BY_USER =
      "SELECT item_id, times, first_bought, last_bought, decayed FROM {keyspace}.own_purchases"
          + " WHERE user_id = ?";

  /**
   * Of so many different items, and fewer, purchases are remembered no longer than other things.
   */
  public static final int USUAL_ITEMS = 100;

  public OwnPurchasesSource {
    requireNonNull(settings, "settings");
  }

  @Override
  public Connection<Integer, OwnPurchases> connect() {
    return SessionConnection.open(
        settings, BY_USER, OwnPurchasesSource::purchases, OwnPurchasesSource::timeToLive);
  }

  private static Duration timeToLive(OwnPurchases purchases, Duration usual) {
    return usual.multipliedBy(Math.max(USUAL_ITEMS, purchases.size())).dividedBy(USUAL_ITEMS);
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
