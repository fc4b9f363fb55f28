package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.factors.FactorBlob;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.lookup.LookUpSource;
import java.util.List;

/**
 * A user's factors of one version; empty for a user whom its training did not see. What is found
 * for a version is so for good, so that nothing that is remembered is out of date after another one
 * is published.
 */
public record UserFactorsSource(CassandraSettings settings)
    implements LookUpSource<UserOfModel, FactorVector> {
  private static final String BY_USER_AND_VERSION =
      "SELECT factors FROM {keyspace}.user_factors WHERE user_id = ? AND model_version = ?";

  public UserFactorsSource {
    requireNonNull(settings, "settings");
  }

  @Override
  public Connection<UserOfModel, FactorVector> connect() {
    return SessionConnection.open(
        settings,
        BY_USER_AND_VERSION,
        user -> new Object[] {user.userId(), user.version()},
        UserFactorsSource::vector);
  }

  private static FactorVector vector(UserOfModel user, List<Row> rows) {
    return FactorBlob.read(rows.get(0).getBytes("factors"), user.rank());
  }
}
