package io.sidecart.runners.launcher.demo;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.data.SampleSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.runners.launcher.flow.Audit;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.launcher.flow.EngineChoice;
import io.sidecart.runners.launcher.flow.FolderOption;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.MalformedMessages;
import io.sidecart.runners.launcher.flow.ShopData;
import io.sidecart.runners.launcher.flow.SinkCounts;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole data flow at work, on servers of its own, and counts what arrived where. */
@Command(
    name = "demo",
    description =
        "Runs the whole data flow on sample data, with a Kafka and a Cassandra of its own, and"
            + " counts what arrived where. Ends by itself.")
public final class DemoCommand implements Callable<Integer> {
  // The data may be such that own purchases say more than the model does.
  private static final String FORCE = "--publish=force";
  private static final String REASON = "--reason=demo";

  private static final String KEYSPACE = "sidecart";
  private static final String EVENTS = "cart-events";
  private static final String RECOMMENDATIONS = "recommendations";
  private static final String DEAD_LETTERS = "cart-events-dead-letters";

  private final Home home;
  private final PrintStream out;

  @Mixin private final ShopData data = new ShopData();

  @Mixin private final EngineChoice engines = new EngineChoice();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Cart events to stream (default: 20000)")
  private int events = 20_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the data, the split and the model (default: 42)")
  private long seed = 42;

  @Mixin private final FolderOption folder = new FolderOption();

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "File for the closing numbers as JSON")
  private @Nullable Path summary;

  public DemoCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    check();
    try (HeldFolder held = folder.take(home, "demo", data.files())) {
      return show(held.path());
    }
  }

  private int show(Path place) throws Exception {
    Steps steps = new Steps(launcher(), 12, out);
    Home demoHome = home.withState(place.resolve("servers"));
    try (AttachedStack stack =
        steps.run(
            "up",
            engines.isCluster()
                ? "a Kafka, a Cassandra, a Spark cluster and an HDFS, from Maven artifacts"
                : "a Kafka and a Cassandra, from Maven artifacts",
            () -> start(demoHome))) {
      String root = engines.root(stack, "demo", place);
      run(steps, place, root, engines.engine(stack), stack.endpoints());
    }
    return 0;
  }

  private AttachedStack start(Home demoHome) {
    return data.isGenerated()
        ? AttachedStack.startBrief(demoHome, engines.services())
        : AttachedStack.start(demoHome, engines.services());
  }

  /**
   * @param place the demo's folder on this machine
   * @param root where the jobs' folders go, which may be on HDFS
   */
  private void run(Steps steps, Path place, String root, Engine engine, Endpoints endpoints)
      throws Exception {
    List<String> csv = data.find(steps, place, settings());
    Steps batch = data.isGenerated() ? steps.withOneCompiler() : steps;
    String kafkaOption = "--bootstrapServers=" + endpoints.kafka();
    String cassandraOption = "--cassandra=" + endpoints.cassandra();
    KafkaSettings kafka = KafkaSettings.of(endpoints.kafka());
    CassandraSettings cassandra = CassandraSettings.of(endpoints.cassandra(), KEYSPACE, null);

    String prepared = StoragePaths.child(root, "prepared");
    String history = StoragePaths.child(root, "history");
    String models = StoragePaths.child(root, "models");
    String enriched = StoragePaths.child(root, "enriched");
    batch.command("prepare", engine.with(with(csv, "--output=" + prepared, cassandraOption)));
    FutureTask<@Nullable Void> malformed =
        new FutureTask<>(() -> MalformedMessages.sendAmongOthers(kafka, EVENTS));
    Thread sender = new Thread(malformed, "malformed-messages");
    sender.setDaemon(true);
    sender.start();
    batch.command(
        "split",
        engine.with(
            List.of(
                "--prepared=" + prepared,
                "--history=" + history,
                "--limit=" + events,
                "--seed=" + seed,
                kafkaOption,
                cassandraOption)));
    await(malformed);
    List<String> training = List.of("--seed=" + seed, "--rank=16", "--maxIter=5");
    batch.command(
        "train",
        with(
            training,
            "--history=" + history,
            "--features=" + new PreparedTables(prepared).itemFeatures(),
            "--models=" + models,
            FORCE,
            REASON));
    List<String> stream =
        engine.with(
            List.of("--models=" + models, "--output=" + enriched, kafkaOption, cassandraOption));
    steps.command("stream", with(stream, "--stopAt=end"));
    Audit audit = new Audit(kafka, cassandra, enriched);
    long filesBefore = audit.files();
    batch.command("compact", engine.with(List.of("--path=" + enriched)));
    SinkCounts counts =
        steps.run(
            "count",
            "what is in each sink",
            () -> audit.count(EVENTS, RECOMMENDATIONS, DEAD_LETTERS));
    batch.command(
        "evaluate",
        with(
            training,
            "--history=" + StoragePaths.child(prepared, "purchases"),
            "--protocol=time",
            "--methods=popularity,own-frequency,als-implicit,sidecart",
            "--report=" + place.resolve("evaluate.json")));
    ModelSwap.Served served =
        new ModelSwap(kafka, EVENTS, RECOMMENDATIONS)
            .run(
                batch,
                launcher(),
                with(stream, "--modelPoll=1"),
                with(
                    training,
                    "--history=" + history,
                    "--enriched=" + enriched,
                    "--models=" + models,
                    "--features=" + new PreparedTables(prepared).itemFeatures(),
                    "--work=" + StoragePaths.child(root, "retrain"),
                    FORCE,
                    REASON),
                place.resolve("stream.log"));
    RowTable.print(audit, StoragePaths.child(prepared, "item_features"), out);
    report(steps, place, counts, filesBefore, served);
  }

  /** The topic is full by now, so that they are sent at once, if they are not yet. */
  private static void await(FutureTask<@Nullable Void> malformed) throws Exception {
    try {
      malformed.get(1, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      malformed.cancel(true);
      throw new SidecartException("split ended, and no message came to the topic " + EVENTS, e);
    }
  }

  private void report(
      Steps steps, Path place, SinkCounts counts, long filesBefore, ModelSwap.Served served)
      throws IOException {
    double streamSeconds = steps.seconds().get("stream");
    out.printf(
        "%n%,d messages in = %,d events + %,d dead letters%n",
        counts.messagesIn(), counts.parquetDistinct(), counts.deadLetters());
    out.printf(
        "  Parquet    %,d rows, %,d distinct, in %d files before and %d after compaction%n",
        counts.parquetRows(), counts.parquetDistinct(), filesBefore, counts.parquetFiles());
    out.printf(
        "  Cassandra  %,d rows of history, latest of %,d users%n",
        counts.cassandraRows(), counts.cassandraUsers());
    out.printf(
        "  Kafka      %,d recommendations, %,d distinct%n",
        counts.messagesOut(), counts.messagesOutDistinct());
    out.printf(
        "Average precision@5 %s (leaky: counts all that a user had bought before), %,.0f events/s"
            + " with start-up%n",
        counts.precision() == null ? "-" : String.format("%.4f", counts.precision()),
        counts.parquetDistinct() / streamSeconds);
    out.println("While a model was trained anew and published, the stream served");
    served
        .byVersion()
        .forEach((version, events) -> out.printf("  %,7d events by %s%n", events, version));
    out.println(
        engines.isCluster()
            ? "The cluster and its HDFS are stopped; the servers' files lie in " + place
            : "Everything lies in " + place);
    out.printf("Next: ./sidecart up, then ./sidecart prepare --help%n");
    if (summary != null) {
      write(summary, steps, counts, filesBefore, streamSeconds, served);
    }
    List<String> differences = new ArrayList<>(counts.differences(MalformedMessages.VALUES.size()));
    differences.addAll(served.differences());
    if (!differences.isEmpty()) {
      throw new SidecartException(String.join("; ", differences));
    }
  }

  private static void write(
      Path file,
      Steps steps,
      SinkCounts counts,
      long filesBefore,
      double streamSeconds,
      ModelSwap.Served served)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("counts", counts);
    json.put("files_before_compaction", filesBefore);
    json.put("events_per_second", counts.parquetDistinct() / streamSeconds);
    json.put("served_by_version", served.byVersion());
    json.put("seconds", steps.seconds());
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, Reports.toJson(json));
  }

  private SampleSettings settings() {
    return SampleSettings.demo().withSize(600, 2_500, 48_000).withSeed(seed).withFlaws(12, 3);
  }

  private Path launcher() {
    return home.checkout().resolve("sidecart");
  }

  private static List<String> with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all;
  }

  private void check() {
    data.check();
    engines.check();
    if (events < 1) {
      throw new UsageException("--events=" + events + " cannot be used: give 1 or more");
    }
  }
}
