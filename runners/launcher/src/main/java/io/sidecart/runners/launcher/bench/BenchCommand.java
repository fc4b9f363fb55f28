package io.sidecart.runners.launcher.bench;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.runners.launcher.bench.versus.Comparisons;
import io.sidecart.runners.launcher.flow.FolderOption;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.MoreOptions;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the stream, on servers of its own, and checks that nothing is lost meanwhile. */
@Command(
    name = "bench",
    description =
        "Measures what the stream holds, on servers of its own: events/s, latency to each sink,"
            + " memory and CPU, all seen from outside. Fails where an event is lost or doubled.")
public final class BenchCommand implements Callable<Integer> {
  private static final int DEFAULT_RUNS = 3;

  private final Home home;
  private final PrintStream out;

  private static final List<Integer> KERNEL_ITEMS = List.of(5_000, 50_000, 1_000_000);

  /** What can be measured. */
  enum Subject {
    stream,
    kernels,
    versus,
    rates,
    limit,
    scale,
    compaction
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "SUBJECT",
      description = {
        "stream: the stream under --rate or with --backlog; options that are not told of another"
            + " subject are for it",
        "kernels: how fast the best items of a user are found, beside MLlib, BLAS and a loop",
        "versus: Sidecart beside the original method and a plain loop",
        "rates: that part of versus that offers rates, alone",
        "limit: Sidecart beside the plain loop alone, on a longer backlog",
        "scale: with more users and items, without --quick with more partitions and cores too",
        "compaction: many small files, beside the original way",
        "nothing: all but stream, rates and limit"
      })
  private @Nullable Subject subject;

  @Option(names = "--quick", description = "Small sizes and one run of each")
  private boolean quick;

  @Option(
      names = "--items",
      paramLabel = "LIST",
      split = ",",
      description =
          "Of kernels: item counts, some of 5000,50000,1000000, with --quick of the first two"
              + " (default: all)")
  private List<Integer> items = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often to measure, for a median (default: 3, with --quick 1)")
  private int runs;

  @Mixin private final StreamChoice stream = new StreamChoice();

  @Mixin private final FolderOption folder = new FolderOption();

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
    checkSubject();
    if (subject == Subject.kernels) {
      kernels(report == null ? home.state().resolve("bench-kernels.json") : report);
      return 0;
    }
    if (subject != Subject.stream) {
      return compare();
    }
    stream.check();
    try (HeldFolder held = folder.take(home, "bench", stream.inputs())) {
      return measure(held.path(), new Steps(home.checkout().resolve("sidecart"), 4, out));
    }
  }

  private void checkSubject() {
    List<String> given = new ArrayList<>();
    if (subject != Subject.stream) {
      given.addAll(stream.given());
    } else if (quick) {
      given.add("--quick");
    }
    if (runs != 0 && (subject == Subject.stream || subject == Subject.kernels)) {
      given.add("--runs");
    }
    if (!items.isEmpty() && subject != null && subject != Subject.kernels) {
      given.add("--items");
    }
    if (!stream.more().isEmpty() && (subject == Subject.kernels || subject == Subject.compaction)) {
      given.add("--stream");
    }
    if (!given.isEmpty()) {
      throw new UsageException(
          String.join(", ", given)
              + (given.size() == 1 ? " says" : " say")
              + " nothing about "
              + (subject == null ? "all of bench; name a subject" : subject));
    }
    if (subject != Subject.stream) {
      // In the table each row says what these are.
      MoreOptions.check(
          stream.more(), "--sparkMaster", "--reuse", "--horizon", "--excludeCart", "--userFactors");
    }
    if (runs < 0) {
      throw new UsageException("--runs must be at least 1");
    }
    List<Integer> sizes = quick ? KERNEL_ITEMS.subList(0, 2) : KERNEL_ITEMS;
    if (!sizes.containsAll(items)) {
      throw new UsageException(
          "--items=%s cannot be used: give some of %s".formatted(joined(items), joined(sizes)));
    }
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private int compare() throws Exception {
    try (HeldFolder held = folder.take(home, "bench", List.of())) {
      int times = runs > 0 ? runs : quick ? 1 : DEFAULT_RUNS;
      Path file = (report == null ? home.state().resolve("bench.json") : report).toAbsolutePath();
      Map<String, BenchTable> tables = new LinkedHashMap<>();
      Comparisons.SoFar soFar =
          table -> {
            tables.put(table.name(), table);
            results(times, tables).write(file);
          };
      Comparisons comparisons =
          new Comparisons(home, held.path(), quick, times, stream.more(), soFar, out);
      if (subject == null || subject == Subject.versus) {
        comparisons.versus();
      }
      if (subject == Subject.rates) {
        comparisons.rates();
      }
      if (subject == Subject.limit) {
        comparisons.limit();
      }
      if (subject == null || subject == Subject.scale) {
        comparisons.scale();
      }
      if (subject == null || subject == Subject.compaction) {
        comparisons.compaction();
      }
      out.print(results(times, tables).toMarkdown());
      if (subject == null) {
        kernels(file.resolveSibling("bench-kernels.json"));
      }
      return 0;
    }
  }

  private BenchResults results(int times, Map<String, BenchTable> tables) {
    return new BenchResults(Machine.here(), quick, times, List.copyOf(tables.values()));
  }

  private void kernels(Path file) throws IOException, InterruptedException {
    new KernelProcess(home, out).run(quick, items, file.toAbsolutePath());
  }

  private int measure(Path place, Steps steps) throws Exception {
    Home servers = home.withState(place.resolve("servers"));
    try (AttachedStack stack =
        steps.run("up", "a Kafka and a Cassandra", () -> AttachedStack.start(servers))) {
      BenchShop shop = stream.shop(steps, place, stack);
      Load load = stream.load();
      List<String> options = stream.options(place, stack.endpoints());
      StreamBench bench =
          new StreamBench(
              load, shop.kafka(), home.checkout().resolve("sidecart"), options, place, out);
      StreamBench.Run run =
          steps.run("stream", stream.title(), () -> bench.run(shop.pool(), stack.processes()));
      BenchReport result =
          steps.run(
              "count",
              "what is in each sink, and when it came",
              () ->
                  BenchReport.of(
                      stream.runner(),
                      load,
                      options,
                      run,
                      shop.kafka(),
                      shop.cassandra(),
                      place,
                      stream.sinks()));
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
}
