package io.sidecart.runners.launcher.models;

import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rollback",
    description =
        "Goes back to the version that was published before the one that is served; once more, to"
            + " the one before that. Streams with --userFactors=cassandra follow once its user"
            + " factors are in Cassandra: see --loadUserFactors.")
final class RollbackCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();
  @Mixin private final CassandraOption cassandra;

  @Option(
      names = "--loadUserFactors",
      description =
          "Put its user factors into Cassandra before, for streams with --userFactors=cassandra")
  private boolean loadUserFactors;

  RollbackCommand(Home home, PrintStream out) {
    this.cassandra = new CassandraOption(home);
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    ModelStore store = option.open();
    Publication back = loadUserFactors ? loadAndRollBack(store) : store.rollback();
    out.printf("Model %s is published again, as number %d%n", back.version(), back.sequence());
    return 0;
  }

  private Publication loadAndRollBack(ModelStore store) throws IOException {
    FactorLoading loading = new FactorLoading(store, cassandra.settings(), out::println);
    PublicationLog log = store.publications();
    Optional<Publication> target = log.rollbackTarget();
    if (target.isPresent()) {
      out.println("Model " + target.get().version());
      loading.prepare(target.get().version());
    }
    return store.rollback(OptionalLong.of(log.sequence()));
  }
}
