package io.sidecart.pipelines.publish;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.factors.LoadedUserFactors;
import io.sidecart.cql.factors.UserFactorsRemoval;
import io.sidecart.model.manifest.Publication;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.StoredUserFactors;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the user factors out of Cassandra of versions that are in their store no more. */
public final class FactorRemoval {
  private final ModelStore store;
  private final CassandraSettings cassandra;

  private FactorRemoval(ModelStore store, CassandraSettings cassandra) {
    this.store = store;
    this.cassandra = cassandra;
  }

  /**
   * A removal, which may be run once versions are pruned. Where the published version's factors are
   * not there, a stream may go on with those of an old one, whatever the store says: then there is
   * none.
   *
   * @throws io.sidecart.model.SidecartException if they are not there, or Cassandra cannot be asked
   */
  public static FactorRemoval of(ModelStore store, CassandraSettings cassandra) throws IOException {
    Optional<Publication> published = store.current();
    if (published.isPresent()) {
      LoadedUserFactors.in(cassandra)
          .requireLoaded(StoredUserFactors.of(store, published.get().version()).id());
    }
    return new FactorRemoval(store, cassandra);
  }

  /**
   * Removes them.
   *
   * @param lines is told of each version
   */
  public void run(Consumer<String> lines) throws IOException {
    Map<String, Long> removed =
        UserFactorsRemoval.removeAllBut(cassandra, store.id(), store::versions);
    removed.forEach(
        (version, users) ->
            lines.accept("removed " + number(users) + " user factors of " + version));
  }
}
