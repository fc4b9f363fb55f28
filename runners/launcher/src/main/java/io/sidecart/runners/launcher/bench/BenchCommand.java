package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.runners.launcher.RunnerDefaults;
import io.sidecart.runners.launcher.bench.versus.Comparisons;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the stream, on servers of its own, and checks that nothing is lost meanwhile. */
@Command(
    name = "bench",
    description = {
      "Measures what the stream holds, on servers of its own: events/s, latency to each sink,",
      "memory and CPU, all seen from outside. Fails where an event is lost or doubled."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String SPARK_MASTER = "local[2]";
  private static final int DEFAULT_RUNS = 3;

  private final Home home;
  private final PrintStream out;

  /** What can be measured. */
  enum Subject {
    stream,
    kernels,
    versus,
    scale,
    compaction
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "SUBJECT",
      description = {
        "stream: the stream under --rate or with --backlog; the other options are for it",
        "kernels: how fast the best items of a user are found, beside MLlib, BLAS and a loop",
        "versus: Sidecart beside the original method and a plain loop",
        "scale: with more users and items, without --quick with more partitions and cores too",
        "compaction: many small files, beside the original way",
        "nothing: all but stream"
      })
  private @Nullable Subject subject;

  @Option(names = "--quick", description = "Small sizes and one run of each")
  private boolean quick;

  @Option(
      names = "--items",
      paramLabel = "LIST",
      split = ",",
      description = "Of kernels: item counts, some of 5000,50000,1000000 (default: all)")
  private List<Integer> items = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often to measure, for a median (default: 3, with --quick 1)")
  private int runs;

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description = "Runner of the stream (default: DirectRunner)")
  private String runner = "DirectRunner";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second while the stream runs: for latencies")
  private double rate;

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description = "Events that wait before the stream starts: for the most that it can do")
  private long backlog;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long to measure; with --backlog until it is worked off if not given")
  private int minutes;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "The same in seconds (default with --rate: 60)")
  private int seconds;

  @Option(
      names = "--warmUp",
      paramLabel = "N",
      description =
          "Seconds at the start that are not measured, with --backlog a fifth of it at most"
              + " (default: 30)")
  private int warmUp = 30;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topics (default: 2)")
  private int partitions = 2;

  @Option(
      names = "--rank",
      paramLabel = "N",
      description = "Rank of the model, which has all users and items (default: 10)")
  private int rank = 10;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "A model store whose published model is served (default: one of random factors; train"
              + " another on <folder>/prepared/purchases, which is the same each time)")
  private @Nullable Path models;

  @Option(
      names = "--sinks",
      paramLabel = "LIST",
      description = "Sinks of the stream: some of parquet,kafka,cassandra (default: all)")
  private @Nullable String sinks;

  @Option(
      names = "--stream",
      paramLabel = "OPTION",
      description = "An option to pass on to the stream: --stream=--batchIntervalMillis=500")
  private List<String> more = new ArrayList<>();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where everything goes; emptied first (default: .sidecart/bench)")
  private @Nullable Path folder;

  @Option(
      names = {"--report", "--out"},
      paramLabel = "FILE",
      description = "File for the figures as JSON")
  private @Nullable Path report;

  public BenchCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    if (subject == Subject.kernels) {
      kernels(report == null ? home.state().resolve("bench-kernels.json") : report);
      return 0;
    }
    if (subject != Subject.stream) {
      return compare();
    }
    Load load = new Load(rate, backlog, warmUp, seconds + 60 * minutes);
    if (partitions < 1 || rank < 1 || warmUp < 0) {
      throw new UsageException("--partitions and --rank must be at least 1, --warmUp at least 0");
    }
    Path place = folder == null ? home.state().resolve("bench") : folder.toAbsolutePath();
    try (HeldFolder held = HeldFolder.take("bench", place)) {
      return measure(load, held.path(), new Steps(home.checkout().resolve("sidecart"), 4, out));
    }
  }

  private int compare() throws Exception {
    if (runs < 0) {
      throw new UsageException("--runs must be at least 1");
    }
    Path place = folder == null ? home.state().resolve("bench") : folder.toAbsolutePath();
    try (HeldFolder held = HeldFolder.take("bench", place)) {
      int times = runs > 0 ? runs : quick ? 1 : DEFAULT_RUNS;
      Comparisons comparisons = new Comparisons(home, held.path(), quick, times, more, out);
      List<BenchTable> tables = new ArrayList<>();
      if (subject == null || subject == Subject.versus) {
        tables.add(comparisons.versus());
      }
      if (subject == null || subject == Subject.scale) {
        tables.add(comparisons.scale());
      }
      if (subject == null || subject == Subject.compaction) {
        tables.add(comparisons.compaction());
      }
      BenchResults results = new BenchResults(Machine.here(), quick, times, tables);
      Path file = (report == null ? home.state().resolve("bench.json") : report).toAbsolutePath();
      results.write(file);
      out.print(results.toMarkdown());
      if (subject == null) {
        kernels(file.resolveSibling("bench-kernels.json"));
      }
      return 0;
    }
  }

  private void kernels(Path file) throws IOException, InterruptedException {
    new KernelProcess(home, out).run(quick, items, file.toAbsolutePath());
  }

  private int measure(Load load, Path place, Steps steps) throws Exception {
    Home servers = home.withState(place.resolve("servers"));
    try (AttachedStack stack =
        steps.run("up", "a Kafka and a Cassandra", () -> AttachedStack.start(servers))) {
      BenchShop shop = BenchShop.open(steps, place, stack, partitions, rank);
      StreamBench bench =
          new StreamBench(
              load,
              shop.kafka(),
              home.checkout().resolve("sidecart"),
              options(place, stack),
              place,
              out);
      StreamBench.Run run =
          steps.run(
              "stream",
              runner + ", " + load + ", sinks " + String.join(",", sinkNames()),
              () -> bench.run(shop.pool(), stack.processes()));
      BenchReport result =
          steps.run(
              "count",
              "what is in each sink, and when it came",
              () ->
                  BenchReport.of(
                      runner,
                      load,
                      options(place, stack),
                      run,
                      shop.kafka(),
                      shop.cassandra(),
                      place,
                      sinkNames()));
      result.print(out);
      if (report != null) {
        Path file = report.toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, Reports.toJson(result));
      }
      List<String> differences = result.differences();
      if (!differences.isEmpty()) {
        throw new SidecartException(String.join("; ", differences));
      }
      return 0;
    }
  }

  private List<String> options(Path place, AttachedStack stack) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--runner=" + runner,
                "--from=earliest",
                "--models=" + (models == null ? place.resolve("models") : models.toAbsolutePath()),
                "--output=" + place.resolve("enriched"),
                "--bootstrapServers=" + stack.endpoints().kafka(),
                "--cassandra=" + stack.endpoints().cassandra()));
    if (sinks != null) {
      options.add("--sinks=" + sinks);
    }
    // The defaults too, so that the report tells what the runner was told.
    runnerDefaults()
        .forEach(
            (name, value) -> {
              if (more.stream().noneMatch(given -> given.startsWith(name + "="))) {
                options.add(name + "=" + value);
              }
            });
    options.addAll(more);
    return options;
  }

  private Map<String, String> runnerDefaults() {
    Map<String, String> defaults = RunnerDefaults.of(runner);
    defaults.remove("--blockOnRun");
    defaults.computeIfPresent("--sparkMaster", (name, value) -> SPARK_MASTER);
    return defaults;
  }

  private Set<String> sinkNames() {
    return new TreeSet<>(List.of((sinks == null ? "parquet,kafka,cassandra" : sinks).split(",")));
  }
}
