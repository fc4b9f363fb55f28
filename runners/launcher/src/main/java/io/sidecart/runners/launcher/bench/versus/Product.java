package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.runners.launcher.bench.BenchShop;
import io.sidecart.runners.launcher.bench.BenchTopics;
import io.sidecart.runners.launcher.flow.MoreOptions;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.transforms.kafka.ConsumerGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sidecart's stream on Spark, as the user would start it.
 *
 * @param launcher the script that runs commands
 * @param more options that the user wants
 * @param folder for logs
 */
record Product(Path launcher, Endpoints endpoints, BenchShop shop, List<String> more, Path folder) {
  /** For a backlog, where nobody waits for an answer. */
  private static final List<String> LONGER_BATCHES =
      List.of(
          "--batchIntervalMillis=2000", "--minReadTimeMillis=400", "--maxRecordsPerBatch=240000");

  /** As short as Spark bears it, and a file of what each one has. */
  static final List<String> SHORT_BATCHES =
      List.of("--batchIntervalMillis=300", "--minReadTimeMillis=100", "--flushRows=1");

  /** How a backlog is worked off. */
  enum Way {
    BATCH("a batch job"),
    STREAM("a stream");

    private final String what;

    Way(String what) {
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  /** Works off the backlog. */
  CatchUp catchUp(Way way, Path rows, boolean reuse) throws IOException, InterruptedException {
    return way == Way.BATCH ? batch(rows, reuse) : stream(rows, reuse);
  }

  private CatchUp batch(Path rows, boolean reuse) throws IOException, InterruptedException {
    return CatchUp.run(
        launcher, options(reuse, List.of()), rows, folder.resolve("batch-" + reuse + ".log"));
  }

  private CatchUp stream(Path rows, boolean reuse) throws IOException, InterruptedException {
    List<String> options = options(reuse, LONGER_BATCHES);
    try (ConsumerGroup group =
        ConsumerGroup.open(shop.kafka(), BenchTopics.EVENTS, BenchTopics.GROUP)) {
      return CatchUp.stream(
          launcher, options, rows, folder.resolve("stream-" + reuse + ".log"), group);
    }
  }

  /** Reads what a topic gets. */
  StreamProcess start(String topic, Path rows) throws IOException {
    List<String> options = options(true, SHORT_BATCHES);
    options.addAll(List.of("--topic=" + topic, "--from=earliest", "--output=" + rows));
    return StreamProcess.start(launcher, options, folder.resolve("stream.log"), List.of());
  }

  /** Parquet alone, as the original writes it; and no more is measured on the way than it does. */
  private List<String> options(boolean reuse, List<String> batches) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--runner=SparkRunner",
                "--sparkMaster=" + Versus.SPARK,
                "--sinks=parquet",
                "--horizon=0",
                "--excludeCart=false",
                "--reuse=" + reuse,
                "--models=" + shop.models(),
                "--bootstrapServers=" + endpoints.kafka(),
                "--cassandra=" + endpoints.cassandra()));
    options.addAll(batches);
    return MoreOptions.over(options, more);
  }
}
