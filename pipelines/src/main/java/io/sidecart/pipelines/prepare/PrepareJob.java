package io.sidecart.pipelines.prepare;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.load.EarlierLoad;
import io.sidecart.cql.schema.Replication;
import io.sidecart.cql.schema.Schema;
import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.IdSource;
import io.sidecart.model.ids.TextIds;
import io.sidecart.pipelines.job.BatchRun;
import io.sidecart.pipelines.job.Job;
import io.sidecart.pipelines.job.LoadRun;
import io.sidecart.pipelines.job.ReportFile;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.transforms.csv.CsvHeaders;
import io.sidecart.transforms.storage.StagedFolder;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** The command prepare. */
public final class PrepareJob implements Job<PrepareOptions> {

  @Override
  public String name() {
    return "prepare";
  }

  @Override
  public String summary() {
    return "Cleans purchases and products (CSV), ranks items, loads features and own purchases.";
  }

  @Override
  public Class<PrepareOptions> optionsType() {
    return PrepareOptions.class;
  }

  /** Nothing is loaded before all is read, and nothing is replaced before all is loaded. */
  @Override
  public void run(PrepareOptions options) throws IOException {
    PrepareSettings settings = PrepareSettings.of(options);
    @Nullable CassandraSettings cassandra =
        options.getLoad() ? Connections.cassandra(options) : null;
    // Before there is a pipeline Beam knows of local files alone.
    FileSystems.setDefaultPipelineOptions(options);
    CsvHeaders.check(settings.purchases(), settings.purchaseRows());
    CsvHeaders.check(settings.products(), settings.productRows());
    ReportFile reportFile = ReportFile.claim(options.getReport());
    if (cassandra != null) {
      Schema.apply(cassandra, Replication.parse(options.getReplication()));
    }
    StagedFolder folder = StagedFolder.begin(options.getOutput(), PreparedTables.REPORT);
    try {
      PreparedTables tables = new PreparedTables(folder.path());
      TextIds ids = new NumberIds(options, settings, tables).run(folder.target());
      Pipeline prepare = Pipeline.create(options);
      PreparePipeline.build(prepare, settings.withTextIds(ids), tables);
      BatchRun.toEnd(prepare);
      PrepareReport report = report(tables, ids, folder.target(), cassandra != null);
      if (!settings.hasNoProducts()) {
        report.requireProducts(settings.products());
      }
      if (cassandra != null) {
        load(options, tables, cassandra);
      }
      publish(folder, report);
      System.out.print(report.toText());
      reportFile.write(report.toJson());
    } finally {
      folder.discard();
    }
  }

  private static void load(
      PrepareOptions options, PreparedTables tables, CassandraSettings cassandra) {
    EarlierLoad.remove(cassandra);
    Pipeline load = Pipeline.create(options);
    LoadPipeline.build(load, tables, cassandra);
    LoadRun.toEnd(load, cassandra);
  }

  private static PrepareReport report(
      PreparedTables tables, TextIds ids, String output, boolean loaded) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (String line : lines(tables.folder(), tables.counts())) {
      int equals = line.lastIndexOf('=');
      counts.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
    }
    List<TopItem> top = original(topItems(tables), ids.items());
    Storages.of(tables.folder()).delete(tables.facts());
    PrepareReport report = PrepareReport.of(counts, top, output, loaded);
    if (report.purchases().kept() == 0) {
      throw new SidecartException(
          "no purchase was kept of %d rows read: %s dropped, %s malformed"
              .formatted(
                  report.purchases().read(),
                  report.purchases().dropped(),
                  report.purchases().malformed()));
    }
    return report;
  }

  private static List<TopItem> topItems(PreparedTables tables) throws IOException {
    return lines(tables.folder(), tables.topItems()).stream().map(TopItem::ofLine).toList();
  }

  private static List<TopItem> original(List<TopItem> items, @Nullable IdSource ids) {
    if (ids == null) {
      return items;
    }
    try (IdSource.Opened opened = ids.open()) {
      return items.stream()
          .map(item -> item.withOriginalId(opened.dictionary().textOf(item.itemId())))
          .toList();
    }
  }

  private static void publish(StagedFolder folder, PrepareReport report) throws IOException {
    byte[] json = report.toJson().getBytes(StandardCharsets.UTF_8);
    Storage storage = Storages.of(folder.path());
    Storages.publish(storage, new PreparedTables(folder.path()).report(), json);
    folder.publish();
  }

  /** None where there is no file: a pipeline writes none for an empty collection. */
  static List<String> lines(String folder, String file) throws IOException {
    Storage storage = Storages.of(folder);
    if (!storage.exists(file)) {
      return List.of();
    }
    return new String(Storages.read(storage, file), StandardCharsets.UTF_8).lines().toList();
  }
}
