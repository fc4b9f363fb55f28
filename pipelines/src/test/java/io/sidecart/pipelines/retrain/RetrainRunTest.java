package io.sidecart.pipelines.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.model.Why;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.publish.GateSettings;
import io.sidecart.pipelines.publish.GatedPublication;
import io.sidecart.pipelines.publish.Outcome.Status;
import io.sidecart.pipelines.publish.PlantedModels;
import io.sidecart.pipelines.train.Trainer.Trained;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainRunTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant BOUGHT = Instant.parse("2026-11-19T08:00:00.123Z");
  private static final Purchase OLD_1 =
      new Purchase("purchases.csv", 2, 1, 11, 1, 2.5, "b1", Instant.parse("2026-01-01T00:00:00Z"));
  private static final Purchase OLD_2 = new Purchase("purchases.csv", 3, 2, 12, 3, 4.5, null, null);

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ModelStore store;

  /** The purchases that each training saw. */
  private final List<List<Purchase>> trainedOn = new ArrayList<>();

  @BeforeEach
  void plantHistory() throws IOException {
    store = ModelStore.at(folder.resolve("models").toString());
    PurchaseTable table = new PurchaseTable();
    write(
        "history/a/part-0.parquet",
        table.schema(),
        List.of(table.toRecord(OLD_1), table.toRecord(OLD_2)));
  }

  @Test
  void trainsOnTheHistoryAndOnEachNewEventOnce() throws Exception {
    // Given: offset 5 came again after a restart, and once more in a file of its own
    stream("dt=2026-11-19/hour=08/a.parquet", event(0, 5, 1, 21), event(0, 6, 2, 22));
    stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21), event(1, 5, 3, 23));
    stream("dt=2026-11-19/hour=09/c.parquet", event(0, 5, 1, 21), event(0, 4, 4, 24));

    // When
    RetrainRun.Result result = run(0.38);

    // Then
    assertThat(trainedOn)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.list(Purchase.class))
        .containsExactlyInAnyOrder(
            OLD_1,
            OLD_2,
            new Purchase("cart-events-0", 5, 1, 21, 1, 4.99, null, BOUGHT),
            new Purchase("cart-events-0", 6, 2, 22, 1, 4.99, null, BOUGHT),
            new Purchase("cart-events-1", 5, 3, 23, 1, 4.99, null, BOUGHT),
            new Purchase("cart-events-0", 4, 4, 24, 1, 4.99, null, BOUGHT));
    assertThat(result.collected()).isEqualTo(new Collected(2, 4, 2));
    assertThat(result.outcome().status()).isEqualTo(Status.PUBLISHED);
    assertThat(store.current().orElseThrow().version()).isEqualTo(result.manifest().version());
  }

  @Test
  void aStreamThatHasNotWrittenYetLeavesTheHistoryAlone() throws Exception {
    assertThat(run(0.38).collected()).isEqualTo(new Collected(2, 0, 0));
    assertThat(trainedOn).containsExactly(List.of(OLD_1, OLD_2));
  }

  @Test
  void eachStepIsTold() throws Exception {
    run(0.38);

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .allMatch(line -> line.matches("  \\w+ +\\d+\\.\\d s  .+"))
        .extracting(line -> line.strip().split(" ")[0])
        .containsExactly("collect", "train", "evaluate", "gate", "publish");
  }

  @Test
  void whatFallsBehindIsRegisteredAndNotPublished() throws Exception {
    String before = run(0.38).manifest().version();

    RetrainRun.Result result = run(0.34);

    assertThat(result.outcome().status()).isEqualTo(Status.REFUSED);
    assertThat(store.current().orElseThrow().version()).isEqualTo(before);
    assertThat(store.versions()).contains(result.manifest().version());
  }

  @Test
  void afterAKillInTheTrainingTheNextRunTrainsOnTheSamePurchases() throws Exception {
    // Given
    assertThatThrownBy(() -> run(history -> kill())).isInstanceOf(Killed.class);
    stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    // When
    RetrainRun.Result result = run(0.38);

    // Then: what came after the kill is for the run after this one
    assertThat(trainedOn).containsExactly(List.of(OLD_1, OLD_2));
    assertThat(result.collected()).isEqualTo(new Collected(2, 0, 0));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("  collect    before  2 purchases");
    assertThat(run(0.38).collected()).isEqualTo(new Collected(2, 1, 0));
  }

  @Test
  void afterAKillBehindTheTrainingTheModelIsNotTrainedAgain() throws Exception {
    // Given: killed when the model was registered, and before that was written down
    assertThatThrownBy(
            () ->
                run(
                    history -> {
                      train(history, 0.38);
                      return kill();
                    }))
        .isInstanceOf(Killed.class);
    String registered = store.versions().get(0);

    // When
    RetrainRun.Result result = run(history -> kill());

    // Then
    assertThat(result.manifest().version()).isEqualTo(registered);
    assertThat(store.versions()).containsExactly(registered);
    assertThat(store.current().orElseThrow().version()).isEqualTo(registered);
  }

  @Test
  void afterAKillBehindThePublicationNothingIsPublishedTwice() throws Exception {
    // Given
    assertThatThrownBy(
            () ->
                run(
                    history -> {
                      store.publish(train(history, 0.38).manifest().version());
                      return kill();
                    }))
        .isInstanceOf(Killed.class);

    // When
    RetrainRun.Result result = run(history -> kill());

    // Then
    assertThat(result.outcome().status()).isEqualTo(Status.PUBLISHED);
    assertThat(store.publications().publications()).hasSize(1);
  }

  @Test
  void aRunThatFailedIsBegunAnew() throws Exception {
    assertThatThrownBy(
            () ->
                run(
                    history -> {
                      throw new SidecartException("Cannot train: out of memory");
                    }))
        .isInstanceOf(SidecartException.class);
    stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    assertThat(run(0.38).collected()).isEqualTo(new Collected(2, 1, 0));
  }

  @Test
  void aKillOfTheDayBeforeIsNotGoneOnFrom() throws Exception {
    assertThatThrownBy(() -> run(history -> kill())).isInstanceOf(Killed.class);
    stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    RetrainRun.Result result =
        run(history -> train(history, 0.38), "rank 64", NOW.plus(Duration.ofHours(25)));

    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 0));
  }

  @Test
  void otherOptionsBeginAnew() throws Exception {
    assertThatThrownBy(() -> run(history -> kill())).isInstanceOf(Killed.class);
    stream("dt=2026-11-19/hour=09/b.parquet", event(0, 5, 1, 21));

    RetrainRun.Result result = run(history -> train(history, 0.38), "rank 128", NOW);

    assertThat(result.collected()).isEqualTo(new Collected(2, 1, 0));
  }

  @Test
  void onlyWhatTheLastRunTrainedOnIsKept() throws Exception {
    run(0.38);
    String second = run(0.38).run();
    String third = run(0.38).run();

    assertThat(Storages.of(work()).list(work()))
        .filteredOn(Entry::isFolder)
        .extracting(Entry::name)
        .containsExactlyInAnyOrder(second, third);
  }

  @Test
  void twoDoNotRunAtOnce() throws Exception {
    try (RunLock lock = RunLock.take(work(), false)) {
      assertThatThrownBy(() -> run(0.38))
          .isInstanceOf(SidecartException.class)
          .hasMessage(
              "Another retrain works in %s: wait for it, or add --breakLock if it is gone"
                  .formatted(work()));
    }
    assertThat(run(0.38).outcome().status()).isEqualTo(Status.PUBLISHED);
  }

  /** Ends a run as a kill does: nothing more is written down. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Trained kill() {
    throw new Killed();
  }

  private RetrainRun.Result run(double precision) throws IOException {
    return run(history -> train(history, precision));
  }

  private RetrainRun.Result run(RetrainRun.Training training) throws IOException {
    return run(training, "rank 64", NOW);
  }

  private RetrainRun.Result run(RetrainRun.Training training, String settings, Instant now)
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
                    OptionalDouble.of(published.metrics().get("time_precision_at_5"))),
            Clock.fixed(now, ZoneOffset.UTC),
            new StepLog(new PrintStream(out, true, StandardCharsets.UTF_8)))
        .run(false);
  }

  private Trained train(String history, double precision) throws IOException {
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

  private static EnrichedEvent event(int partition, long offset, int user, int item) {
    return new EnrichedEvent(
        new CartEvent(new EventId("cart-events", partition, offset), BOUGHT, user, item, 1, 4.99),
        null,
        List.of(),
        null,
        null,
        Why.BASELINE);
  }

  private void stream(String file, EnrichedEvent... events) throws IOException {
    write(
        "enriched/" + file,
        EnrichedEventRows.SCHEMA,
        Arrays.stream(events).map(EnrichedEventRows::toRow).toList());
  }

  private void write(String file, Schema schema, List<GenericRecord> rows) throws IOException {
    ParquetFiles.publish(Storages.of(path(file)), path(file), schema, rows, Map::of);
  }

  private String work() {
    return path("work");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
