package io.sidecart.runners.launcher.conformance;

import io.sidecart.data.SampleSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.runners.launcher.flow.FolderOption;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.ShopData;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows that every runner gives the same rows. */
@Command(
    name = "conformance",
    description =
        "Runs prepare, split, stream and compact over the same input on every runner, on servers of"
            + " its own, looks whether all came out, and compares it row for row. Fails where a row"
            + " is missing, doubled or different.")
public final class ConformanceCommand implements Callable<Integer> {
  private final Home home;
  private final PrintStream out;

  @Mixin private final ShopData data = new ShopData();

  @Option(
      names = "--runners",
      paramLabel = "LIST",
      split = ",",
      description =
          "What to compare: direct (DirectRunner), spark (Spark local[2]), cluster (a Spark cluster"
              + " of its own, with HDFS); two or more, the first is the reference (default: all)")
  private List<Contender> runners = List.of(Contender.values());

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Cart events to stream at most (default: 5000)")
  private int events = 5_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the data, the split and the model (default: 42)")
  private long seed = 42;

  @Mixin private final FolderOption folder = new FolderOption();

  @Option(names = "--report", paramLabel = "FILE", description = "File for the table, as Markdown")
  private @Nullable Path report;

  public ConformanceCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    data.check();
    List<Contender> compared = runners.stream().distinct().toList();
    if (compared.size() < 2) {
      throw new UsageException("--runners= needs two runners or more: one is equal to itself");
    }
    if (events < 1) {
      throw new UsageException("--events=" + events + " cannot be used: give 1 or more");
    }
    try (HeldFolder held = folder.take(home, "conformance", data.files())) {
      List<Result> results = run(compared, held.path());
      tell(results);
    }
    return 0;
  }

  private List<Result> run(List<Contender> compared, Path place) throws Exception {
    Path launcher = home.checkout().resolve("sidecart");
    Steps steps = new Steps(launcher, 2 + Conformance.steps(compared.size()), out);
    Home servers = home.withState(place.resolve("servers"));
    try (AttachedStack stack =
        steps.run(
            "up",
            "the servers",
            () -> AttachedStack.start(servers, Contender.services(compared)))) {
      List<Site> sites = compared.stream().map(each -> each.site(stack, place)).toList();
      KafkaSettings kafka = KafkaSettings.of(stack.endpoints().kafka());
      return new Conformance(steps, launcher, place, kafka, sites, out)
          .run(data.find(steps, place, settings()), events, seed);
    }
  }

  private SampleSettings settings() {
    return SampleSettings.demo().withSize(500, 1_500, 20_000).withSeed(seed).withFlaws(12, 3);
  }

  private void tell(List<Result> results) throws Exception {
    String table = ResultTable.of(results);
    out.println();
    out.print(table);
    if (report != null) {
      Path file = report.toAbsolutePath();
      Files.createDirectories(file.getParent());
      Files.writeString(file, table);
    }
    List<Result> wrong = results.stream().filter(result -> !result.isGood()).toList();
    wrong.forEach(
        result -> out.printf("%s on %s: %s%n", result.job(), result.engine(), result.problem()));
    if (!wrong.isEmpty()) {
      throw new SidecartException(
          "%d of %d cells are wrong".formatted(wrong.size(), results.size()));
    }
  }
}
