package io.sidecart.pipelines.split;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.load.EarlierLoad;
import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.TextIds;
import io.sidecart.pipelines.job.BatchRun;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.LoadRun;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.pipelines.prepare.PreparedTables;
import io.sidecart.transforms.ids.IdFolder;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.Claim;
import io.sidecart.transforms.storage.StagedFolder;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.jspecify.annotations.Nullable;

/** The command split. */
public final class SplitJob implements Job<SplitOptions> {

  @Override
  public String name() {
    return "split";
  }

  @Override
  public String summary() {
    return "Divides the purchases: history to Parquet, the others to Kafka as live events.";
  }

  @Override
  public Class<SplitOptions> optionsType() {
    return SplitOptions.class;
  }

  /**
   * The history stands, in own purchases too, before the first event is sent. A run that fails can
   * be repeated: the halves are the same again, and --resume sends what is missing.
   */
  @Override
  public void run(SplitOptions options) throws IOException, InterruptedException {
    SplitSettings settings = SplitSettings.of(options);
    KafkaSettings kafka = Connections.kafka(options);
    String purchases = purchases(options.getPrepared());
    @Nullable CassandraSettings cassandra =
        options.getLoad() ? Connections.cassandra(options) : null;
    ReportFile reportFile = ReportFile.claim(options.getReport());
    Claim sending = claim(options.getHistory());
    try {
      split(options, settings, kafka, purchases, cassandra, reportFile);
    } finally {
      sending.release();
    }
  }

  /** Two at once would send each event twice. */
  private static Claim claim(String history) throws IOException {
    String folder = Storages.absolute(history);
    String path =
        StoragePaths.child(
            StoragePaths.parent(folder), "." + StoragePaths.name(folder) + ".sending");
    return Claim.take(Storages.of(path), path)
        .orElseThrow(
            () ->
                new SidecartException(
                    "another split works with %s: wait for it, or delete %s if it is gone"
                        .formatted(folder, path)));
  }

  private static void split(
      SplitOptions options,
      SplitSettings settings,
      KafkaSettings kafka,
      String purchases,
      @Nullable CassandraSettings cassandra,
      ReportFile reportFile)
      throws IOException, InterruptedException {
    ReplayTopic.Content content;
    try (ReplayTopic topic = ReplayTopic.open(kafka, settings.topic())) {
      content = topic.ensure(settings.partitions());
    }
    StagedFolder staged = StagedFolder.begin(options.getHistory(), SplitFolder.REPORT);
    SplitFolder folder = new SplitFolder(staged.target());
    ReplayStart start;
    Replay replay;
    try {
      start = start(settings, content, folder);
      replay = new Replay(kafka, settings, content, start, System.out::println);
      divide(options, settings, purchases, replay, start, new SplitFolder(staged.path()));
      staged.publish();
    } finally {
      staged.discard();
    }
    if (cassandra != null) {
      boolean takesAll = options.getOwnPurchases() == SplitOptions.OwnPurchases.all;
      EarlierLoad.removeOwnPurchases(
          cassandra, content.isUnused() ? Optional.of(settings.topic()) : Optional.empty());
      Pipeline load = Pipeline.create(options);
      OwnPipeline.build(load, takesAll ? purchases : folder.folder(), cassandra);
      LoadRun.toEnd(load, cassandra);
    }

    Storage storage = Storages.of(folder.folder());
    long history = counts(storage, folder).getOrDefault(CountHalves.HISTORY, 0L);
    long live = live(storage, folder);
    Replay.Sent sent = replay.send(folder.live(), live);
    SplitReport report =
        new SplitReport(
            history,
            live,
            sent.events(),
            content.messages(),
            settings.topic(),
            content.partitions().count(),
            start.start(),
            settings.by().name().toLowerCase(Locale.ROOT),
            settings.fraction(),
            settings.seed(),
            folder.folder(),
            sent.seconds());
    Storages.publish(storage, folder.report(), report.toJson().getBytes(StandardCharsets.UTF_8));
    storage.delete(folder.live());
    System.out.print(report.toText());
    if (settings.whenFilled() == SplitSettings.WhenFilled.RESUME && sent.events() == 0) {
      System.out.println("  nothing was missing: this replay is complete; --append begins another");
    }
    reportFile.write(report.toJson());
  }

  /** Where a replay that is resumed began, by the mark or the report in the folder. */
  private static ReplayStart start(
      SplitSettings settings, ReplayTopic.Content content, SplitFolder folder) throws IOException {
    if (settings.whenFilled() != SplitSettings.WhenFilled.RESUME || content.isUnused()) {
      return ReplayStart.behind(settings.topic(), content);
    }
    return ReplayStart.read(Storages.of(folder.folder()), folder.report(), settings.topic())
        .orElse(ReplayStart.ofAll(settings.topic(), content.partitions().count()));
  }

  private static void divide(
      SplitOptions options,
      SplitSettings settings,
      String purchases,
      Replay replay,
      ReplayStart start,
      SplitFolder folder)
      throws IOException {
    TextIds ids = new IdFolder(Storages.absolute(options.getPrepared())).textIds();
    Pipeline pipeline = Pipeline.create(options);
    SplitPipeline.build(pipeline, purchases, settings, ids, folder);
    BatchRun.toEnd(pipeline);
    Storage storage = Storages.of(folder.folder());
    replay.requireBeginning(folder.live(), live(storage, folder));
    // The mark of such a folder too, until the report is there.
    start.write(storage, folder.report());
  }

  private static String purchases(String prepared) throws IOException {
    PreparedTables tables = new PreparedTables(Storages.absolute(prepared));
    Storage storage = Storages.of(tables.folder());
    if (storage.list(tables.purchases()).isEmpty()) {
      throw new SidecartException(
          "there are no prepared purchases in %s: run ./sidecart prepare first, or name its"
                  .formatted(tables.folder())
              + " output by --prepared");
    }
    return tables.purchases();
  }

  private static long live(Storage storage, SplitFolder folder) throws IOException {
    return counts(storage, folder).getOrDefault(CountHalves.LIVE, 0L);
  }

  private static Map<String, Long> counts(Storage storage, SplitFolder folder) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    new String(Storages.read(storage, folder.counts()), StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              counts.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
            });
    return counts;
  }
}
