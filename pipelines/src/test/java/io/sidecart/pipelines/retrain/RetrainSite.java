package io.sidecart.pipelines.retrain;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Purchase;
import io.sidecart.model.Why;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.publish.BeforePublishing;
import io.sidecart.pipelines.publish.GateSettings;
import io.sidecart.pipelines.publish.GatedPublication;
import io.sidecart.pipelines.publish.PlantedModels;
import io.sidecart.pipelines.train.Trainer.Trained;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A store, a history and what a stream wrote, in a folder of any storage, to retrain on. */
final class RetrainSite {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final Instant BOUGHT = Instant.parse("2026-11-19T08:00:00.123Z");
  static final Purchase OLD_1 =
      new Purchase("purchases.csv", 2, 1, 11, 1, 2.5, "b1", Instant.parse("2026-01-01T00:00:00Z"));
  static final Purchase OLD_2 = new Purchase("purchases.csv", 3, 2, 12, 3, 4.5, null, null);

  private final String folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ModelStore store;

  /** The purchases that each training saw. */
  private final List<List<Purchase>> trainedOn = new ArrayList<>();

  private RetrainSite(String folder) {
    this.folder = folder;
    this.store = ModelStore.at(StoragePaths.child(folder, "models"));
  }

  /** With the two old purchases as the history. */
  static RetrainSite in(String folder) throws IOException {
    RetrainSite site = new RetrainSite(folder);
    site.plantHistory();
    return site;
  }

  private void plantHistory() throws IOException {
    PurchaseTable table = new PurchaseTable();
    write(
        "history/a/part-0.parquet",
        table.schema(),
        List.of(table.toRecord(OLD_1), table.toRecord(OLD_2)));
  }

  ModelStore store() {
    return store;
  }

  List<List<Purchase>> trainedOn() {
    return trainedOn;
  }

  /** What the runs have printed. */
  String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Ends a run as a kill does: nothing more is written down. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  static Trained kill() {
    throw new Killed();
  }

  RetrainRun.Result run(double precision) throws IOException {
    return run(history -> train(history, precision));
  }

  RetrainRun.Result run(RetrainRun.Training training) throws IOException {
    return run(training, "rank 64", NOW);
  }

  RetrainRun.Result run(RetrainRun.Training training, String settings, Instant now)
      throws IOException {
    return run(training, settings, now, BeforePublishing.nothing());
  }

  RetrainRun.Result run(
      RetrainRun.Training training, String settings, Instant now, BeforePublishing before)
      throws IOException {
    return new RetrainRun(
            new RetrainRun.Folders(path("history"), path("enriched"), work()),
            settings,
            store,
            training,
            new GatedPublication(
                store,
                new GateSettings(GateSettings.Mode.GATED, 0.005, null),
                (published, candidate) ->
                    OptionalDouble.of(published.metrics().get("time_precision_at_5")),
                before),
            Clock.fixed(now, ZoneOffset.UTC),
            new StepLog(new PrintStream(out, true, StandardCharsets.UTF_8)))
        .run(false);
  }

  Trained train(String history, double precision) throws IOException {
    trainedOn.add(purchases(history));
    Manifest manifest = PlantedModels.register(store, history, precision, 0.345);
    return new Trained(manifest, 0.1);
  }

  private static List<Purchase> purchases(String history) throws IOException {
    Storage storage = Storages.of(history);
    PurchaseTable table = new PurchaseTable();
    List<Purchase> purchases = new ArrayList<>();
    for (Entry file : Storages.visibleFiles(storage, history)) {
      try (ParquetRows rows = ParquetFiles.read(storage, file.path(), table.schema())) {
        for (GenericRecord row = rows.next(); row != null; row = rows.next()) {
          purchases.add(table.fromRecord(row));
        }
      }
    }
    return purchases;
  }

  static EnrichedEvent event(int partition, long offset, int user, int item) {
    return event(partition, offset, user, item, BOUGHT);
  }

  static EnrichedEvent event(int partition, long offset, Instant time) {
    return event(partition, offset, 1, 21, time);
  }

  private static EnrichedEvent event(int partition, long offset, int user, int item, Instant time) {
    return new EnrichedEvent(
        new CartEvent(new EventId("cart-events", partition, offset), time, user, item, 1, 4.99),
        null,
        List.of(),
        null,
        null,
        Why.BASELINE);
  }

  void stream(String file, EnrichedEvent... events) throws IOException {
    String path = path("enriched/" + file);
    ParquetFiles.publish(Storages.of(path), path, List.of(events), Map::of);
  }

  private void write(String file, Schema schema, List<GenericRecord> rows) throws IOException {
    ParquetFiles.publish(Storages.of(path(file)), path(file), schema, rows, Map::of);
  }

  String work() {
    return path("work");
  }

  private String path(String name) {
    return StoragePaths.child(folder, name);
  }
}
