package io.sidecart.runners.launcher.models;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.model.UsageException;
import io.sidecart.pipelines.publish.FactorRemoval;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.Pruned;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description =
        "Deletes old versions, never the published one, the one that a rollback goes back to, or"
            + " one that a stream may be loading.")
final class PruneCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();
  @Mixin private final CassandraOption cassandra;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many of the newest versions stay, at least 1 (default: 5)")
  private int keep = 5;

  @Option(
      names = "--graceMinutes",
      paramLabel = "N",
      description =
          "Versions that were served within so many minutes stay, because a stream may be loading"
              + " them (default: 60)")
  private int graceMinutes = 60;

  @Option(
      names = "--removeUserFactors",
      description =
          "Also take the user factors out of Cassandra of all versions that were loaded from this"
              + " store and are in it no more; needs those of the published one to be there")
  private boolean removeUserFactors;

  PruneCommand(Home home, PrintStream out) {
    this.cassandra = new CassandraOption(home);
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    if (keep < 1) {
      throw new UsageException("--keep=" + keep + ", but it must be at least 1");
    }
    if (graceMinutes < 0) {
      throw new UsageException("--graceMinutes=" + graceMinutes + ", but it must be at least 0");
    }
    ModelStore store = option.open();
    FactorRemoval removal =
        removeUserFactors ? FactorRemoval.of(store, cassandra.settings()) : null;
    Pruned pruned = store.prune(keep, Duration.ofMinutes(graceMinutes));
    for (Pruned.Spared each : pruned.spared()) {
      out.println("kept    " + each.version() + ": it " + each.reason());
    }
    for (Pruned.Deleted each : pruned.deleted()) {
      out.println("deleted " + each.version() + ", " + number(each.bytes()) + " bytes");
    }
    out.printf(
        "%s versions deleted, %s bytes%n", number(pruned.deleted().size()), number(pruned.bytes()));
    if (removal != null) {
      removal.run(out::println);
    }
    return 0;
  }
}
