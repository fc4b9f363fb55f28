package io.sidecart.pipelines.publish;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.factors.UserFactorsLoad;
import io.sidecart.model.factors.UserFactorsId;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.StoredUserFactors;
import java.io.IOException;
import java.util.function.Consumer;

/** Puts the user factors of versions into Cassandra, where streams look them up. */
public final class FactorLoading implements BeforePublishing {
  /** A line for so many parts of a load. */
  private static final int PARTS = 10;

  private final ModelStore store;
  private final CassandraSettings cassandra;
  private final Consumer<String> lines;

  /**
   * @param lines is told how far a load is
   */
  public FactorLoading(ModelStore store, CassandraSettings cassandra, Consumer<String> lines) {
    this.store = store;
    this.cassandra = cassandra;
    this.lines = lines;
  }

  /**
   * What the options ask for; a Cassandra that they need has answered.
   *
   * @throws io.sidecart.model.SidecartException if it cannot be reached or has no schema
   */
  public static BeforePublishing of(FactorsOptions options, ModelStore store) {
    if (!options.getLoadUserFactors()) {
      return BeforePublishing.nothing();
    }
    CassandraSettings cassandra = Connections.cassandra(options);
    UserFactorsLoad.requireTables(cassandra);
    return new FactorLoading(store, cassandra, System.out::println);
  }

  @Override
  public void prepare(String version) throws IOException {
    StoredUserFactors factors = StoredUserFactors.of(store, version);
    UserFactorsId id = factors.id();
    UserFactorsLoad.Result result =
        UserFactorsLoad.load(
            cassandra,
            id,
            store.id(),
            taker -> factors.forEach(taker::add),
            new Parts(id.users())::tell);
    lines.accept(
        "  user factors: all %s in Cassandra, %s of them before"
            .formatted(number(id.users()), number(result.before())));
  }

  @Override
  public String option() {
    return " --loadUserFactors";
  }

  private final class Parts {
    private final int all;
    private long told;

    Parts(int all) {
      this.all = all;
    }

    void tell(long loaded) {
      long part = loaded * PARTS / Math.max(1, all);
      if (part > told && loaded < all) {
        told = part;
        lines.accept(
            "  user factors: %s of %s in Cassandra".formatted(number(loaded), number(all)));
      }
    }
  }
}
