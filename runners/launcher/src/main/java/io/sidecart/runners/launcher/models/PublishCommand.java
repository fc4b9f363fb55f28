package io.sidecart.runners.launcher.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.gate.Gate;
import io.sidecart.pipelines.publish.BeforePublishing;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.pipelines.publish.GateSettings;
import io.sidecart.pipelines.publish.GateSettings.Mode;
import io.sidecart.pipelines.publish.GatedPublication;
import io.sidecart.pipelines.publish.Outcome;
import io.sidecart.pipelines.train.Remeasure;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "publish",
    description =
        "Makes a version the one that is served, unless it falls behind the published one or"
            + " own-purchase frequency; exits with 1 then, and says by how much.")
final class PublishCommand implements Callable<Integer> {
  private final PrintStream out;
  @Mixin private final StoreOption option = new StoreOption();
  @Mixin private final CassandraOption cassandra;

  @Parameters(paramLabel = "VERSION", description = "A version of the list")
  private String version = "";

  @Option(
      names = "--tolerance",
      paramLabel = "N",
      description = "By how much it may fall behind: a difference of precision@5 (default: 0.005)")
  private double tolerance = Gate.DEFAULT_TOLERANCE;

  @Option(
      names = "--force",
      description = "Publish it all the same, and record who did so and --reason")
  private boolean force;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why --force, for the record")
  private @Nullable String reason;

  @Option(
      names = "--sparkMaster",
      paramLabel = "MASTER",
      description =
          "Where to train once more in the published one's way, where the two were measured on"
              + " different data (default: local[4])")
  private String sparkMaster = "local[4]";

  @Option(
      names = "--loadUserFactors",
      description =
          "Put its user factors into Cassandra before, for streams with --userFactors=cassandra")
  private boolean loadUserFactors;

  PublishCommand(Home home, PrintStream out) {
    this.cassandra = new CassandraOption(home);
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    GateSettings settings = new GateSettings(force ? Mode.FORCED : Mode.GATED, tolerance, reason);
    ModelStore store = option.open();
    BeforePublishing before =
        loadUserFactors
            ? new FactorLoading(store, cassandra.settings(), out::println)
            : BeforePublishing.nothing();
    Outcome outcome =
        new GatedPublication(store, settings, new Remeasure(sparkMaster), before).publish(version);
    if (outcome.status() == Outcome.Status.REFUSED) {
      throw new SidecartException(outcome.refusal());
    }
    out.println("Model " + version);
    out.print(outcome.toText());
    return 0;
  }
}
