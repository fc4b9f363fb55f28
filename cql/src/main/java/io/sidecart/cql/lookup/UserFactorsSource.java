package io.sidecart.cql.lookup;

import static java.util.Objects.requireNonNull;

import com.datastax.driver.core.Row;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.factors.FactorBlob;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.factors.UserOfModel;
import io.sidecart.transforms.lookup.FailureKind;
import io.sidecart.transforms.lookup.LookUpSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A user's factors of one version; empty for a user whom its training did not see. What is found
 * for a version is so for good, so that nothing that is remembered is out of date after another one
 * is published.
 */
public record UserFactorsSource(CassandraSettings settings)
    implements LookUpSource<UserOfModel, FactorVector> {
  private static final Duration FOR_GOOD = Duration.ofDays(365);
  private static final String BY_USER_AND_VERSION =
      "SELECT factors FROM {keyspace}.user_factors WHERE user_id = ? AND model_version = ?";

  public UserFactorsSource {
    requireNonNull(settings, "settings");
  }

  @Override
  public Connection<UserOfModel, FactorVector> connect(Duration patience) {
    return new OfVersions(
        SessionConnection.open(
            settings,
            patience,
            BY_USER_AND_VERSION,
            user -> new Object[] {user.userId(), user.version()},
            UserFactorsSource::vector));
  }

  private static FactorVector vector(UserOfModel user, List<Row> rows) {
    return FactorBlob.read(rows.get(0).getBytes("factors"), user.rank());
  }

  /** Asks for no vector without factors, and remembers each until others need its place. */
  private record OfVersions(Connection<UserOfModel, FactorVector> all)
      implements Connection<UserOfModel, FactorVector> {
    @Override
    public CompletionStage<Optional<FactorVector>> fetch(UserOfModel user) {
      return user.rank() == 0
          ? CompletableFuture.completedFuture(Optional.empty())
          : all.fetch(user);
    }

    @Override
    public Duration timeToLive(FactorVector vector, Duration usual) {
      return FOR_GOOD;
    }

    @Override
    public String storeName() {
      return all.storeName();
    }

    @Override
    public FailureKind kindOf(Throwable failure) {
      return all.kindOf(failure);
    }

    @Override
    public String explain(Throwable failure) {
      return all.explain(failure);
    }

    @Override
    public void close() {
      all.close();
    }
  }
}
