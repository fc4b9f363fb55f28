package io.sidecart.runners.launcher.bench.versus;

import com.fasterxml.jackson.databind.JsonNode;
import io.sidecart.runners.launcher.bench.BenchShop;
import io.sidecart.runners.launcher.bench.BenchTable;
import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import io.sidecart.runners.launcher.bench.BenchTopics;
import io.sidecart.runners.launcher.bench.LoadProducer;
import io.sidecart.runners.launcher.bench.ProcessMeter;
import io.sidecart.runners.launcher.bench.SeenRows;
import io.sidecart.runners.launcher.flow.Steps;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.ConsumerGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures one after the other: the original, the loop, Sidecart on a backlog, and rates. */
final class Versus implements Comparison {
  static final int RANK = 10;
  static final int PARTITIONS = 2;
  static final String SPARK = "local[2]";
  private static final String ORIGINAL_RATES = "original-rates";
  private static final String SIDECART_RATES = "sidecart-rates";
  private static final String SHORT_BATCHES = "Sidecart, micro-batches of 300 ms";

  private final Home home;
  private final Path folder;
  private final Steps steps;
  private final Endpoints endpoints;
  private final BenchShop shop;
  private final Sizes sizes;
  private final Product product;
  private final Map<String, List<RateSteps.Step>> curves = new LinkedHashMap<>();

  private Versus(
      Home home,
      Path folder,
      Steps steps,
      Endpoints endpoints,
      BenchShop shop,
      Sizes sizes,
      Product product) {
    this.home = home;
    this.folder = folder;
    this.steps = steps;
    this.endpoints = endpoints;
    this.shop = shop;
    this.sizes = sizes;
    this.product = product;
  }

  /** Makes the shop, and the backlog that all work off. */
  static Versus open(
      Home home, Path folder, Steps steps, AttachedStack stack, Sizes sizes, List<String> more)
      throws Exception {
    BenchShop shop = BenchShop.open(steps, folder, stack, PARTITIONS, RANK);
    if (sizes.backlog() > 0) {
      steps.run(
          "send",
          "a backlog of %,d events".formatted(sizes.backlog()),
          () -> {
            try (LoadProducer producer =
                new LoadProducer(shop.kafka(), BenchTopics.EVENTS, shop.pool())) {
              producer.send(sizes.backlog(), 0, () -> true);
            }
            return sizes.backlog();
          });
    }
    Product product =
        new Product(home.checkout().resolve("sidecart"), stack.endpoints(), shop, more, folder);
    return new Versus(home, folder, steps, stack.endpoints(), shop, sizes, product);
  }

  @Override
  public List<Line> run(int run) throws Exception {
    List<Line> lines = new ArrayList<>();
    if (!sizes.originalRates().isEmpty()) {
      lines.addAll(original(run));
    }
    lines.addAll(backlogs(run));
    if (!sizes.sidecartRates().isEmpty()) {
      lines.addAll(
          steps.run(
              key(run, SHORT_BATCHES + ", rates"),
              String.join(" ", Product.SHORT_BATCHES),
              () -> sidecartRates(run)));
    }
    return lines;
  }

  private List<Line> original(int run) throws Exception {
    List<Line> lines = new ArrayList<>();
    // A process of its own for each run, as for the others.
    try (OriginalRounds original =
            new OriginalRounds(
                RivalProcess.start(
                    home, endpoints, shop.models(), SPARK, folder.resolve("original.log")),
                folder);
        ProcessMeter meter = ProcessMeter.start(original.handle())) {
      for (Sizes.Batches batches : sizes.batches()) {
        String name =
            "original, %,d events a batch, %d shuffle partitions"
                .formatted(batches.events(), batches.shufflePartitions());
        lines.add(
            steps.run(key(run, name), "a backlog", () -> original.batches(name, batches, meter)));
      }
      lines.addAll(
          steps.run(
              key(run, "original, rates"),
              "its best settings",
              () -> originalRates(run, original, meter)));
    }
    return lines;
  }

  /** What the loop and Sidecart make of the backlog. */
  private List<Line> backlogs(int run) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (boolean reuse : sizes.remembering()) {
      String name =
          "plain loop, one thread, " + (reuse ? "items remembered" : "every event scored");
      lines.add(steps.run(key(run, name), "a backlog", () -> loop(run, name, reuse)));
    }
    for (Product.Way way : sizes.ways()) {
      for (boolean reuse : sizes.remembering()) {
        String name =
            "Sidecart, %s, %s"
                .formatted(way.what(), reuse ? "items remembered" : "every event scored");
        lines.add(
            steps.run(
                key(run, name),
                "a backlog",
                () ->
                    product
                        .catchUp(way, rows(run, way, reuse), reuse)
                        .line(name, CatchUp.messages(shop.kafka(), BenchTopics.EVENTS))));
      }
    }
    return lines;
  }

  private static String key(int run, String name) {
    return run == 1 ? name : name + ", run " + run;
  }

  private Path rows(int run, Product.Way way, boolean reuse) {
    return fresh(run, way.name().toLowerCase(Locale.ROOT) + "-" + reuse);
  }

  private Path fresh(int run, String name) {
    return folder.resolve("run-" + run).resolve(name);
  }

  private List<Line> originalRates(int run, OriginalRounds original, ProcessMeter meter)
      throws Exception {
    Path rows = fresh(run, ORIGINAL_RATES);
    String topic = topic(ORIGINAL_RATES, run);
    try (LoadProducer producer = new LoadProducer(shop.kafka(), topic, shop.pool())) {
      original.begin(topic, rows);
      RateSteps rates = new RateSteps(producer, meter, rows, sizes.step());
      rates.warmUp(sizes.originalRates().get(0));
      List<RateSteps.Step> climbed = rates.climb(sizes.originalRates(), sizes.refine());
      original.end();
      return lines("original", climbed);
    }
  }

  private List<Line> sidecartRates(int run) throws Exception {
    Path rows = fresh(run, SIDECART_RATES);
    String topic = topic(SIDECART_RATES, run);
    try (LoadProducer producer = new LoadProducer(shop.kafka(), topic, shop.pool());
        ConsumerGroup group = ConsumerGroup.open(shop.kafka(), topic, BenchTopics.GROUP);
        StreamProcess stream = product.start(topic, rows);
        ProcessMeter meter = ProcessMeter.start(stream.handle())) {
      RateSteps rates = new RateSteps(producer, meter, rows, sizes.step());
      rates.warmUp(sizes.sidecartRates().get(0));
      List<RateSteps.Step> climbed = rates.climb(sizes.sidecartRates(), sizes.refine());
      CatchUp.awaitEnd(stream, group);
      stream.stopOrFail();
      // What comes late is late, but nothing may be lost.
      CatchUp.checkAll(
          SHORT_BATCHES, SeenRows.below(rows.toString()), CatchUp.messages(shop.kafka(), topic));
      return lines(SHORT_BATCHES, climbed);
    }
  }

  /** One of its own for the rates of a run, so that the backlog stays as it is. */
  private String topic(String what, int run) throws InterruptedException {
    String topic = what + "-" + run;
    BenchTopics.create(shop.kafka(), topic, PARTITIONS);
    return topic;
  }

  private List<Line> lines(String name, List<RateSteps.Step> climbed) {
    curves.computeIfAbsent(name, curve -> new ArrayList<>()).addAll(climbed);
    List<Line> lines = new ArrayList<>();
    for (RateSteps.Step step : climbed) {
      Map<Figure, Double> figures = new EnumMap<>(Figure.class);
      figures.put(Figure.EVENTS_PER_SECOND, step.rate());
      figures.put(Figure.P50_MILLIS, (double) step.p50());
      figures.put(Figure.P99_MILLIS, (double) step.p99());
      figures.put(Figure.CPU_PER_MILLION, step.cpu());
      figures.put(Figure.PEAK_MB, step.peakMb());
      figures.put(Figure.MISSING, (double) step.missing());
      // Rounded, so that runs of one rate stand in one line.
      lines.add(Line.of("%s, offered %,.0f/s".formatted(name, rounded(step.rate())), figures));
    }
    for (int bound : RateSteps.BOUNDS_MILLIS) {
      lines.add(
          Line.of(
              Ratios.within(name, bound),
              Map.of(Figure.EVENTS_PER_SECOND, RateSteps.best(climbed, bound).orElse(0))));
    }
    return lines;
  }

  private static double rounded(double rate) {
    double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 1);
    return Math.round(rate / unit) * unit;
  }

  private Line loop(int run, String name, boolean reuse) throws Exception {
    try (RivalProcess loop =
            RivalProcess.start(home, endpoints, shop.models(), SPARK, folder.resolve("loop.log"));
        ProcessMeter meter = ProcessMeter.start(loop.handle())) {
      JsonNode answer =
          loop.ask(
              Map.of(
                  "kind",
                  "loop",
                  "topic",
                  BenchTopics.EVENTS,
                  "output",
                  fresh(run, "loop-" + reuse).toString(),
                  "reuse",
                  reuse));
      CatchUp.checkRows(
          name, CatchUp.messages(shop.kafka(), BenchTopics.EVENTS), answer.get("rows").asLong(), 0);
      double rows = answer.get("measured").asDouble();
      Map<Figure, Double> figures = new EnumMap<>(Figure.class);
      figures.put(Figure.EVENTS_PER_SECOND, rows / answer.get("seconds").asDouble());
      figures.put(Figure.CPU_PER_MILLION, answer.get("cpu").asDouble() * 1e6 / rows);
      figures.put(Figure.PEAK_MB, meter.peakMb(0, Long.MAX_VALUE));
      return Line.of(name, figures);
    }
  }

  /** The table, and the chart beside it. */
  @Override
  public BenchTable table(List<Line> lines) throws IOException {
    return new BenchTable(title(), List.of(settings()), lines, notes(lines));
  }

  private String title() {
    if (sizes.originalRates().isEmpty()) {
      return "Against a plain loop";
    }
    return sizes.backlog() == 0
        ? "Rates, against the original method"
        : "Against the original method and against a plain loop";
  }

  private String settings() {
    return "%,d users, %,d items of %d factors, %d partitions, Spark %s%s;"
            .formatted(
                shop.pool().users().size(),
                shop.pool().items().size(),
                RANK,
                PARTITIONS,
                SPARK,
                sizes.backlog() == 0 ? "" : ", a backlog of %,d events".formatted(sizes.backlog()))
        + " Parquet alone. Latency is from Kafka append to when a reader sees the row."
        + " s is that of a micro-batch of the original, and of a whole process of Sidecart,"
        + " whose events/s leave out the start of its JVM, and of a stream the first fifth as well,"
        + " as those of the loop do. missing rows did not come within 40 s of a rate's end.";
  }

  private List<String> notes(List<Line> lines) throws IOException {
    if (sizes.originalRates().isEmpty()) {
      return Ratios.ofLimit(lines);
    }
    RateChart.write(folder.resolve("rate-against-latency.png"), curves);
    boolean isOfRates = sizes.backlog() == 0;
    List<String> notes = new ArrayList<>(isOfRates ? Ratios.ofRates(lines) : Ratios.of(lines));
    Path rows = isOfRates ? fresh(1, SIDECART_RATES) : rows(1, sizes.ways().get(0), false);
    notes.add(ShownItems.compared(rows.toString(), fresh(1, ORIGINAL_RATES).toString()));
    return notes;
  }
}
