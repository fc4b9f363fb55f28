package io.sidecart.runners.launcher.models;

import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "load-factors",
    description =
        "Puts the user factors of a version into Cassandra, for streams with"
            + " --userFactors=cassandra; goes on where one that was killed has stopped.")
final class LoadFactorsCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();
  @Mixin private final CassandraOption cassandra;

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "A version of the list (default: the published one)")
  private @Nullable String version;

  LoadFactorsCommand(Home home, PrintStream out) {
    this.cassandra = new CassandraOption(home);
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    ModelStore store = option.open();
    String wanted = version == null ? StoreOption.published(store) : version;
    out.println("Model " + wanted);
    new FactorLoading(store, cassandra.settings(), out::println).prepare(wanted);
    return 0;
  }
}
