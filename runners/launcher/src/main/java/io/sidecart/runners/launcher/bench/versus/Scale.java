package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.pipelines.publish.FactorLoading;
import io.sidecart.pipelines.stream.StreamOptions.UserFactors;
import io.sidecart.runners.launcher.bench.BenchTable;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import io.sidecart.runners.launcher.bench.EventPool;
import io.sidecart.runners.launcher.bench.GeneratedModel;
import io.sidecart.runners.launcher.bench.LoadProducer;
import io.sidecart.runners.launcher.flow.MoreOptions;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.kafka.Topics;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works off backlogs of shops that differ in one thing each from a small one. */
final class Scale implements Comparison {
  private static final int RANK = 10;
  private static final int MOST_DIFFERENT = 1_000_000;

  private final Home home;
  private final Path folder;
  private final Steps steps;
  private final Endpoints endpoints;
  private final KafkaSettings kafka;
  private final CassandraSettings cassandra;
  private final List<Case> cases;
  private final List<String> more;

  /**
   * A shop and a machine.
   *
   * @param isReused whether a user's items are computed once for a bundle
   * @param userFactors where the stream has them
   */
  record Case(
      int users,
      int items,
      int partitions,
      int cores,
      int events,
      boolean isReused,
      UserFactors userFactors) {
    /** With user factors in memory. */
    Case(int users, int items, int partitions, int cores, int events, boolean isReused) {
      this(users, items, partitions, cores, events, isReused, UserFactors.memory);
    }

    /** The same with user factors in Cassandra. */
    Case withFactorsInCassandra() {
      return new Case(users, items, partitions, cores, events, isReused, UserFactors.cassandra);
    }

    boolean hasFactorsInCassandra() {
      return userFactors == UserFactors.cassandra;
    }

    String what() {
      return "%,d users, %,d items, %d partitions, %d cores, %s%s"
          .formatted(
              users,
              items,
              partitions,
              cores,
              isReused ? "items remembered" : "every event scored",
              hasFactorsInCassandra() ? ", user factors in Cassandra" : "");
    }

    String name() {
      return "%d-%d-%d-%d-%s-%s".formatted(users, items, partitions, cores, isReused, userFactors);
    }
  }

  private Scale(
      Home home,
      Path folder,
      Steps steps,
      Endpoints endpoints,
      List<Case> cases,
      List<String> more) {
    this.home = home;
    this.folder = folder;
    this.steps = steps;
    this.endpoints = endpoints;
    this.kafka = KafkaSettings.of(endpoints.kafka());
    this.cassandra = CassandraSettings.of(endpoints.cassandra(), "sidecart", null);
    this.cases = cases;
    this.more = more;
  }

  static List<Case> quick() {
    return List.of(
        new Case(2_500, 5_000, 2, 2, 200_000, false),
        new Case(100_000, 5_000, 2, 2, 200_000, false),
        new Case(2_500, 50_000, 2, 2, 100_000, false));
  }

  static List<Case> full() {
    return List.of(
        new Case(2_500, 5_000, 2, 2, 1_000_000, true),
        new Case(50_000, 5_000, 2, 2, 1_000_000, true),
        new Case(1_000_000, 5_000, 2, 2, 1_000_000, true),
        new Case(1_000_000, 5_000, 2, 2, 1_000_000, true).withFactorsInCassandra(),
        new Case(2_500, 5_000, 2, 2, 1_000_000, false),
        new Case(2_500, 50_000, 2, 2, 300_000, false),
        new Case(2_500, 1_000_000, 2, 2, 40_000, false),
        new Case(2_500, 5_000, 1, 2, 1_000_000, true),
        new Case(2_500, 5_000, 8, 2, 1_000_000, true),
        new Case(2_500, 5_000, 2, 1, 1_000_000, true));
  }

  /** On servers that are empty. */
  static Scale open(
      Home home,
      Path folder,
      Steps steps,
      AttachedStack stack,
      List<Case> cases,
      List<String> more) {
    Scale scale = new Scale(home, folder, steps, stack.endpoints(), cases, more);
    Schema.apply(scale.cassandra, Replication.oneNode());
    return scale;
  }

  @Override
  public List<Line> run(int run) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (Case each : cases) {
      lines.add(
          steps.run(
              run == 1 ? each.name() : each.name() + ", run " + run,
              each.what(),
              () -> measure(run, each)));
    }
    return lines;
  }

  private Line measure(int run, Case each) throws Exception {
    String topic = "events-" + each.name();
    Path models = folder.resolve("models-" + each.name());
    if (run == 1) {
      send(each, topic, models);
    }
    Path rows = folder.resolve("rows-" + each.name() + "-" + run);
    CatchUp done =
        CatchUp.run(
            home.checkout().resolve("sidecart"),
            options(each, topic, models),
            rows,
            folder.resolve(each.name() + ".log"));
    return done.line(each.what(), CatchUp.messages(kafka, topic));
  }

  private void send(Case each, String topic, Path models) throws Exception {
    EventPool pool =
        EventPool.generated(
            each.users(), each.items(), each.partitions(), Math.min(each.events(), MOST_DIFFERENT));
    GeneratedModel.publish(models.toString(), pool.users(), pool.items(), RANK);
    if (each.hasFactorsInCassandra()) {
      loadFactors(ModelStore.at(models.toString()));
    }
    try (Topics topics = Topics.open(kafka)) {
      topics.createIfMissing(topic, Optional.of(each.partitions()));
    }
    try (LoadProducer producer = new LoadProducer(kafka, topic, pool)) {
      producer.send(each.events(), 0, () -> true);
    }
  }

  private void loadFactors(ModelStore store) throws IOException {
    new FactorLoading(store, cassandra, line -> {})
        .prepare(store.current().orElseThrow().version());
  }

  private List<String> options(Case each, String topic, Path models) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--runner=SparkRunner",
                "--sparkMaster=local[" + each.cores() + "]",
                "--sinks=parquet",
                "--horizon=0",
                "--topic=" + topic,
                "--group=" + topic,
                "--reuse=" + each.isReused(),
                "--userFactors=" + each.userFactors(),
                "--models=" + models,
                "--bootstrapServers=" + endpoints.kafka(),
                "--cassandra=" + endpoints.cassandra()));
    return MoreOptions.over(options, more);
  }

  @Override
  public BenchTable table(List<Line> lines) {
    return new BenchTable(
        "As shop and machine grow",
        List.of(
            "A backlog as a batch job, %d factors, Parquet alone; purchases and items are not in Cassandra, so that each look-up of these finds nothing, once."
                .formatted(RANK)),
        lines,
        List.of());
  }
}
