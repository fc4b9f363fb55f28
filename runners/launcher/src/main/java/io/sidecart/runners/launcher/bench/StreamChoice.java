package io.sidecart.runners.launcher.bench;

import io.sidecart.model.UsageException;
import io.sidecart.runners.launcher.RunnerDefaults;
import io.sidecart.runners.launcher.flow.MoreOptions;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Endpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stream to measure, and what it is given to do. */
final class StreamChoice {
  private static final String DEFAULT_RUNNER = "DirectRunner";
  private static final int DEFAULT_WARM_UP = 30;
  private static final int DEFAULT_PARTITIONS = 2;
  private static final int DEFAULT_RANK = 10;
  private static final String SPARK_MASTER = "local[2]";
  private static final String ALL_SINKS = "parquet,kafka,cassandra";

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description = "Runner of the stream (default: DirectRunner)")
  private @Nullable String runner;

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
  private int warmUp = DEFAULT_WARM_UP;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the topics (default: 2)")
  private int partitions = DEFAULT_PARTITIONS;

  @Option(
      names = "--rank",
      paramLabel = "N",
      description = "Rank of the model, which has all users and items (default: 10)")
  private int rank = DEFAULT_RANK;

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

  /** The options that were given, but for --stream. */
  List<String> given() {
    Map<String, Boolean> given = new TreeMap<>();
    given.put("--runner", runner != null);
    given.put("--rate", rate != 0);
    given.put("--backlog", backlog != 0);
    given.put("--minutes", minutes != 0);
    given.put("--seconds", seconds != 0);
    given.put("--warmUp", warmUp != DEFAULT_WARM_UP);
    given.put("--partitions", partitions != DEFAULT_PARTITIONS);
    given.put("--rank", rank != DEFAULT_RANK);
    given.put("--models", models != null);
    given.put("--sinks", sinks != null);
    given.values().removeIf(is -> !is);
    return List.copyOf(given.keySet());
  }

  /**
   * @throws UsageException if an option has a value that cannot be used
   */
  void check() {
    load();
    MoreOptions.check(more);
    if (partitions < 1 || rank < 1 || warmUp < 0) {
      throw new UsageException("--partitions and --rank must be at least 1, --warmUp at least 0");
    }
  }

  Load load() {
    return new Load(rate, backlog, warmUp, seconds + 60 * minutes);
  }

  /** The shop whose events these are, with what the stream looks up. */
  BenchShop shop(Steps steps, Path place, AttachedStack stack) throws Exception {
    return BenchShop.open(steps, place, stack, partitions, rank);
  }

  String runner() {
    return runner == null ? DEFAULT_RUNNER : runner;
  }

  Set<String> sinks() {
    return new TreeSet<>(List.of((sinks == null ? ALL_SINKS : sinks).split(",")));
  }

  /** What is read that was there before. */
  List<Path> inputs() {
    return models == null ? List.of() : List.of(models);
  }

  /** Options to pass on as they are. */
  List<String> more() {
    return more;
  }

  /**
   * Those of the stream's command line.
   *
   * @param place where its rows go, and its model is where no other is given
   */
  List<String> options(Path place, Endpoints endpoints) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--runner=" + runner(),
                "--from=earliest",
                "--models=" + (models == null ? place.resolve("models") : models.toAbsolutePath()),
                "--output=" + place.resolve("enriched"),
                "--bootstrapServers=" + endpoints.kafka(),
                "--cassandra=" + endpoints.cassandra()));
    if (sinks != null) {
      options.add("--sinks=" + sinks);
    }
    // The defaults too, so that the report tells what the runner was told.
    runnerDefaults().forEach((name, value) -> options.add(name + "=" + value));
    return MoreOptions.over(options, more);
  }

  private Map<String, String> runnerDefaults() {
    Map<String, String> defaults = RunnerDefaults.of(runner());
    defaults.remove("--blockOnRun");
    defaults.computeIfPresent("--sparkMaster", (name, value) -> SPARK_MASTER);
    return defaults;
  }

  /** In words. */
  String title() {
    return runner() + ", " + load() + ", sinks " + String.join(",", sinks());
  }
}
