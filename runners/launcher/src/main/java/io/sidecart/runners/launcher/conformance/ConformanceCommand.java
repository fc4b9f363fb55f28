package io.sidecart.runners.launcher.conformance;

import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.runners.launcher.flow.HeldFolder;
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
import picocli.CommandLine.Option;

/** Shows that every runner gives the same rows. */
@Command(
    name = "conformance",
    description = {
      "Runs prepare, split, stream and compact over the same input on every runner, on servers of",
      "its own, and compares what came out row for row. Fails where a row differs."
    })
public final class ConformanceCommand implements Callable<Integer> {
  private final Home home;
  private final PrintStream out;

  @Option(
      names = "--purchases",
      paramLabel = "CSV",
      description = "Your own purchases in the place of generated ones")
  private @Nullable Path purchases;

  @Option(names = "--products", paramLabel = "CSV", description = "The products that go with them")
  private @Nullable Path products;

  @Option(
      names = "--runners",
      paramLabel = "LIST",
      split = ",",
      description =
          "What to compare: direct (DirectRunner), spark (Spark local[2]), cluster (a Spark cluster"
              + " of its own, with HDFS); the others are compared with the first (default: all)")
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

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where everything goes; emptied first (default: .sidecart/conformance)")
  private @Nullable Path folder;

  @Option(names = "--report", paramLabel = "FILE", description = "File for the table, as Markdown")
  private @Nullable Path report;

  public ConformanceCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if ((purchases == null) != (products == null)) {
      throw new UsageException("--purchases and --products go together");
    }
    if (events < 1) {
      throw new UsageException("--events=" + events + " cannot be used: give 1 or more");
    }
    Path place = folder == null ? home.state().resolve("conformance") : folder.toAbsolutePath();
    try (HeldFolder held = HeldFolder.take("conformance", place)) {
      List<Result> results = run(held.path());
      tell(results);
    }
    return 0;
  }

  private List<Result> run(Path place) throws Exception {
    Path launcher = home.checkout().resolve("sidecart");
    Steps steps = new Steps(launcher, 2 + Conformance.steps(runners.size()), out);
    Home servers = home.withState(place.resolve("servers"));
    try (AttachedStack stack =
        steps.run(
            "up", "the servers", () -> AttachedStack.start(servers, Contender.services(runners)))) {
      List<Site> sites = runners.stream().distinct().map(each -> each.site(stack, place)).toList();
      KafkaSettings kafka = KafkaSettings.of(stack.endpoints().kafka());
      return new Conformance(steps, launcher, place, kafka, sites, out)
          .run(data(steps, place), events, seed);
    }
  }

  private List<String> data(Steps steps, Path place) throws Exception {
    if (purchases != null && products != null) {
      List<String> given =
          List.of(
              "--purchases=" + purchases.toAbsolutePath(),
              "--products=" + products.toAbsolutePath());
      return steps.run("data", "your own, " + purchases + " and " + products, () -> given);
    }
    SampleSettings settings =
        SampleSettings.demo().withSize(500, 1_500, 20_000).withSeed(seed).withFlaws(12, 3);
    SampleData.Written written =
        steps.run(
            "data",
            "a shop with planted tastes and repeat purchases",
            () -> SampleData.write(place.resolve("data"), settings));
    return List.of("--purchases=" + written.purchases(), "--products=" + written.products());
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
    List<Result> unequal = results.stream().filter(result -> !result.isEqual()).toList();
    unequal.forEach(
        result -> out.printf("%s on %s: %s%n", result.job(), result.engine(), result.difference()));
    if (!unequal.isEmpty()) {
      throw new SidecartException(
          "%d of %d cells are not equal".formatted(unequal.size(), results.size()));
    }
  }
}
