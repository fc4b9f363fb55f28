package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.ItemFeatures;
import io.sidecart.transforms.lookup.LookUpSource;
import java.time.Duration;
import java.util.List;

/** The features of an item; empty for one that is not among the known items. */
public record ItemFeaturesSource(CassandraSettings settings)
    implements LookUpSource<Integer, ItemFeatures> {
  private static final String BY_ITEM =
      "SELECT department, category FROM {keyspace}.item_features WHERE item_id = ?";

  public ItemFeaturesSource {
    requireNonNull(settings, "settings");
  }

  @Override
  public Connection<Integer, ItemFeatures> connect(Duration patience) {
    return SessionConnection.open(settings, patience, BY_ITEM, ItemFeaturesSource::features);
  }

  private static ItemFeatures features(int itemId, List<Row> rows) {
    Row row = rows.get(0);
    return new ItemFeatures(itemId, row.getString("department"), row.getString("category"));
  }
}
