package io.sidecart.cql.factors;

import static java.util.Objects.requireNonNull;

import io.sidecart.cql.CassandraFailures;
import io.sidecart.cql.CassandraSession;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.Patiently;
import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.UserFactorsId;
import io.sidecart.transforms.recommend.UserFactorsCheck;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which versions' user factors Cassandra has.
 *
 * @param patience how long to ask again where Cassandra is away; null for not at all
 */
public record LoadedUserFactors(CassandraSettings settings, @Nullable Duration patience)
    implements UserFactorsCheck {
  public LoadedUserFactors {
    requireNonNull(settings, "settings");
  }

  /** Asks once. */
  public static LoadedUserFactors in(CassandraSettings settings) {
    return new LoadedUserFactors(settings, null);
  }

  /** Asks for as long as Cassandra is away, up to this bound. */
  public LoadedUserFactors withPatience(Duration longest) {
    return new LoadedUserFactors(settings, longest);
  }

  @Override
  public void requireLoaded(UserFactorsId factors) {
    Optional<FactorsLoad> load =
        patience == null
            ? find(factors.version())
            : Patiently.get(patience, () -> find(factors.version()));
    if (load.isEmpty() || !load.get().isComplete()) {
      throw new SidecartException(
          "The user factors of model %s are not%s in %s: ./sidecart models load-factors %s puts them there"
              .formatted(
                  factors.version(),
                  load.isEmpty() ? "" : " all",
                  CassandraFailures.name(settings),
                  factors.version()));
    }
    if (!load.get().id().isSameAs(factors)) {
      throw notTheSame(settings, factors, load.get());
    }
  }

  static SidecartException notTheSame(
      CassandraSettings settings, UserFactorsId factors, FactorsLoad load) {
    return new SidecartException(
        "%s has the user factors of another model named %s, loaded from %s: train a new one"
            .formatted(CassandraFailures.name(settings), factors.version(), load.id().store()));
  }

  private Optional<FactorsLoad> find(String version) {
    try (Lease<CassandraSession> session = CassandraSession.lease(settings)) {
      return new FactorsLoads(session.get()).find(version);
    }
  }
}
