package io.sidecart.runners.launcher.drill;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.data.SampleData;
import io.sidecart.data.SampleSettings;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.runners.launcher.flow.Audit;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.launcher.flow.EngineChoice;
import io.sidecart.runners.launcher.flow.HeldFolder;
import io.sidecart.runners.launcher.flow.SinkCounts;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Kills a stream at random moments and shows that nothing is lost. */
@Command(
    name = "drill",
    description =
        "Kills a stream with kill -9 at random moments, on servers of its own, starts it again, and"
            + " counts what was lost or doubled. Ends by itself; exit status 0 if nothing was.")
public final class DrillCommand implements Callable<Integer> {
  private static final String KEYSPACE = "sidecart";
  private static final String EVENTS = "cart-events";
  private static final String EVENTS_TO_COME = "cart-events-to-come";
  private static final String RECOMMENDATIONS = "recommendations";
  private static final String DEAD_LETTERS = "cart-events-dead-letters";
  private static final String GROUP = "sidecart-stream";
  private static final int PARTITIONS = 2;

  /** With fewer, a kill would find nothing on its way. */
  private static final int LEAST_BETWEEN_KILLS = 1_000;

  private final Home home;
  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "restart", description = "What to drill: restart")
  private String what = "";

  @Mixin private final EngineChoice engines = new EngineChoice();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Cart events to stream (default: 200000)")
  private int events = 200_000;

  @Option(names = "--kills", paramLabel = "N", description = "How many kills (default: 10)")
  private int kills = 10;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Events to send a second while the stream runs, fewer while it is behind (default: 1000)")
  private double rate = 1_000;

  @Option(
      names = "--stream",
      paramLabel = "OPTION",
      description = "An option to pass on to the stream: --stream=--batchIntervalMillis=1000")
  private List<String> more = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the data and of the moments (default: 42)")
  private long seed = 42;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where everything goes; emptied first (default: .sidecart/drill)")
  private @Nullable Path folder;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "File for the closing numbers as JSON")
  private @Nullable Path summary;

  public DrillCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    check();
    Path place = folder == null ? home.state().resolve("drill") : folder.toAbsolutePath();
    try (HeldFolder held = HeldFolder.take("drill", place)) {
      Steps steps = new Steps(home.checkout().resolve("sidecart"), 9, out);
      try (AttachedStack stack =
          steps.run(
              "up",
              "servers of its own, from Maven artifacts",
              () ->
                  AttachedStack.start(
                      home.withState(held.path().resolve("servers")), engines.services()))) {
        DrillReport report = drill(steps, held.path(), stack);
        report.print(out);
        if (summary != null) {
          report.write(summary);
        }
        List<String> faults = report.faults();
        if (!faults.isEmpty()) {
          throw new SidecartException(String.join("; ", faults));
        }
      }
    }
    return 0;
  }

  private DrillReport drill(Steps steps, Path place, AttachedStack stack) throws Exception {
    String kafkaOption = "--bootstrapServers=" + stack.endpoints().kafka();
    String cassandraOption = "--cassandra=" + stack.endpoints().cassandra();
    KafkaSettings kafka = KafkaSettings.of(stack.endpoints().kafka());
    Engine engine = engines.engine(stack);
    String root = engines.root(stack, "drill", place);
    String prepared = StoragePaths.child(root, "prepared");
    String history = StoragePaths.child(root, "history");
    String models = StoragePaths.child(root, "models");
    String enriched = StoragePaths.child(root, "enriched");

    SampleData.Written csv =
        steps.run("data", "a shop's", () -> SampleData.write(place.resolve("data"), settings()));
    steps.command(
        "prepare",
        List.of(
            "--purchases=" + csv.purchases(),
            "--products=" + csv.products(),
            "--output=" + prepared,
            cassandraOption));
    steps.command(
        "split",
        List.of(
            "--prepared=" + prepared,
            "--history=" + history,
            "--topic=" + EVENTS_TO_COME,
            "--partitions=" + PARTITIONS,
            "--limit=" + events,
            "--seed=" + seed,
            kafkaOption,
            cassandraOption));
    // Any model does; a small one is there sooner.
    steps.command(
        "train",
        List.of(
            "--history=" + history,
            "--features=" + new PreparedTables(prepared).itemFeatures(),
            "--models=" + models,
            "--seed=" + seed,
            "--rank=10",
            "--maxIter=3",
            "--publish=force",
            "--reason=drill"));
    List<String> options = new ArrayList<>(streamOptions(models, enriched));
    options.add(kafkaOption);
    options.add(cassandraOption);
    options.addAll(more);
    RestartDrill.Outcome outcome =
        steps.run(
            "kill",
            kills + " times while ./sidecart stream goes through " + events + " events",
            () -> killAndStart(place, stack, kafka, engine.with(options)));
    CassandraSettings cassandra =
        CassandraSettings.of(stack.endpoints().cassandra(), KEYSPACE, null);
    Audit audit = new Audit(kafka, cassandra, enriched);
    SinkCounts before = steps.run("count", "what is in each sink", () -> count(audit));
    steps.command("compact", List.of("--path=" + enriched));
    SinkCounts after = steps.run("count again", "after compaction", () -> count(audit));
    return new DrillReport(
        engine.title(),
        engines.isCluster(),
        outcome.kills(),
        outcome.ownEnds(),
        outcome.stop().status(),
        outcome.stop().seconds(),
        before,
        after);
  }

  /** A stall is told sooner than a shop would want it, as nothing here makes the sinks wait. */
  private static List<String> streamOptions(String models, String enriched) {
    return List.of(
        "--models=" + models,
        "--output=" + enriched,
        "--group=" + GROUP,
        "--patience=60",
        "--stallTimeout=60");
  }

  private RestartDrill.Outcome killAndStart(
      Path place, AttachedStack stack, KafkaSettings kafka, List<String> options) throws Exception {
    Random random = new Random(seed);
    try (Topics topics = Topics.open(kafka)) {
      topics.createIfMissing(EVENTS, Optional.of(PARTITIONS));
    }
    try (RestartDrill drill =
        new RestartDrill(
            home.checkout().resolve("sidecart"),
            options,
            place,
            ConsumerGroup.open(kafka, EVENTS, GROUP),
            new Feed(kafka, EVENTS_TO_COME, EVENTS, rate),
            new Victims(stack, engines.isCluster(), random),
            random,
            out)) {
      return drill.run(kills);
    }
  }

  private static SinkCounts count(Audit audit) throws Exception {
    return audit.count(EVENTS, RECOMMENDATIONS, DEAD_LETTERS);
  }

  /** Half of the purchases become events, so there must be more than twice as many. */
  private SampleSettings settings() {
    SampleSettings demo = SampleSettings.demo();
    return demo.withSeed(seed)
        .withSize(demo.users(), demo.items(), Math.max(20_000, events * 9 / 4));
  }

  private void check() {
    if (!what.equals("restart")) {
      throw new UsageException("drill cannot do '" + what + "': ./sidecart drill restart");
    }
    engines.check();
    if (events < 1 || events > 500_000) {
      throw new UsageException("--events=" + events + " cannot be used: give 1 to 500000");
    }
    int fewest = engines.isCluster() ? Victim.values().length : 1;
    if (kills < fewest || kills > events / LEAST_BETWEEN_KILLS) {
      throw new UsageException(
          "--kills=%d cannot be used: give %d to %d for %d events"
              .formatted(kills, fewest, events / LEAST_BETWEEN_KILLS, events));
    }
    if (rate <= 0) {
      throw new UsageException("--rate=" + rate + " cannot be used: give more than 0");
    }
  }
}
