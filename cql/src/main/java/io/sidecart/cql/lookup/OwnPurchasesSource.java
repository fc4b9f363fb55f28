package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.lookup.LookUpSource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user bought: the purchases of all origins, of which there is one as long as no job uses
 * {@link io.sidecart.cql.save.SaveOwnPurchases}, the history that prepare loaded. Empty for a user
 * who has no purchases on record.
 */
public record OwnPurchasesSource(CassandraSettings settings)
    implements LookUpSource<Integer, OwnPurchases> {
  private static final String BY_USER =
      "SELECT item_id, times, last_bought FROM {keyspace}.own_purchases WHERE user_id = ?";

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
      @Nullable Date lastBought = row.getTimestamp("last_bought");
      sum.add(
          row.getInt("item_id"),
          row.getInt("times"),
          lastBought == null ? null : lastBought.toInstant());
    }
    return sum.purchases();
  }
}
