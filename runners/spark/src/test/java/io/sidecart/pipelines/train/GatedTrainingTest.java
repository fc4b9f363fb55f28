package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.Purchase;
import io.sidecart.model.RefusedException;
import io.sidecart.model.gate.Scores;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Publication;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users 0 to 39 buy item 100 + user three times and item 1 once, and in the last days item 100 +
 * user and item 2: their most frequent items foretell one of five, to the digit.
 */
class GatedTrainingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double OWN_FREQUENCY = 0.2;

  private static SparkRun spark;

  @TempDir Path folder;
  private ModelStore store;

  @BeforeAll
  static void startSpark() {
    spark = SparkRun.start("local[2]");
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @BeforeEach
  void openStore() {
    store = ModelStore.at(folder.resolve("models").toString());
  }

  @Test
  void aHistoryWithoutTimesIsPublishedUnmeasured() throws Exception {
    write("history", purchases().stream().map(each -> at(each, null)).toList());

    train("--rank=1");

    Manifest manifest = store.manifest(store.current().orElseThrow().version());
    assertThat(manifest.data().heldOut()).isNull();
    assertThat(manifest.metrics()).doesNotContainKey(Scores.PRECISION);
  }

  @Test
  void aModelBehindOwnPurchaseFrequencyIsRegisteredAndNotServed() throws Exception {
    // Given: of one number a user, nothing personal can be told
    write("history", purchases());

    // When, then
    assertThatThrownBy(() -> train("--rank=1", "--maxIter=1"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(" falls behind own-purchase frequency, 0.2000, by ");
    assertThat(store.current()).isEmpty();
    Manifest manifest = store.manifest(store.versions().get(0));
    assertThat(manifest.metrics().get(Scores.OWN_FREQUENCY))
        .isEqualTo(OWN_FREQUENCY, within(1e-12));
    assertThat(manifest.metrics().get(Scores.PRECISION)).isLessThan(0.19);

    // When: it is forced
    train("--rank=1", "--maxIter=1", "--publish=force", "--reason=to try it");

    // Then
    Publication current = store.current().orElseThrow();
    assertThat(current.overruled()).isNotNull();
    assertThat(current.overruled().reason()).isEqualTo("to try it");
    assertThat(current.overruled().refusals()).hasSize(1);
  }

  @Test
  void thePublishedModelIsMeasuredOnTheCandidatesData() throws Exception {
    // Given: published by force on other data
    write("history", purchases().subList(0, 200));
    train("--rank=1", "--maxIter=1", "--publish=force", "--reason=to try it");
    Manifest published = store.manifest(store.current().orElseThrow().version());
    write("history", purchases());
    train("--rank=24", "--maxIter=3", "--alpha=40", "--publish=false");
    Manifest candidate =
        store.versions().stream()
            .filter(each -> !each.equals(published.version()))
            .findFirst()
            .map(this::manifest)
            .orElseThrow();

    // When
    OptionalDouble measured = new Remeasure("local[2]").measure(published, candidate);

    // Then: the same as that way of training gives there
    train("--rank=1", "--maxIter=1", "--publish=false");
    double same =
        store.versions().stream()
            .map(this::manifest)
            .filter(each -> each.parameters().equals(published.parameters()))
            .filter(each -> each.data().equals(candidate.data()))
            .findFirst()
            .orElseThrow()
            .metrics()
            .get(Scores.PRECISION);
    assertThat(measured.orElseThrow()).isEqualTo(same, within(1e-12));

    // When: the candidate's data is not what it was
    write("history", purchases().subList(0, 210));

    // Then
    assertThat(new Remeasure("local[2]").measure(published, candidate)).isEmpty();
  }

  private Manifest manifest(String version) {
    try {
      return store.manifest(version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Purchase> purchases() {
    List<Purchase> purchases = new ArrayList<>();
    // The first and the last purchase are of users who do not count: one has no past, one no end.
    purchases.add(purchase(0, 900, 1, 0));
    purchases.add(purchase(1, 901, 2, 100));
    for (int user = 0; user < 40; user++) {
      int first = purchases.size();
      purchases.add(purchase(first, user, 100 + user, 10));
      purchases.add(purchase(first + 1, user, 100 + user, 20));
      purchases.add(purchase(first + 2, user, 100 + user, 30));
      purchases.add(purchase(first + 3, user, 1, 40));
      purchases.add(purchase(first + 4, user, 100 + user, 90));
      purchases.add(purchase(first + 5, user, 2, 95));
    }
    return purchases;
  }

  private static Purchase purchase(int line, int user, int item, int day) {
    return new Purchase(
        "purchases.csv", line, user, item, 1, 1, null, START.plus(Duration.ofDays(day)));
  }

  private static Purchase at(Purchase purchase, @Nullable Instant time) {
    return new Purchase(
        purchase.source(),
        purchase.line(),
        purchase.userId(),
        purchase.itemId(),
        purchase.quantity(),
        purchase.salesValue(),
        null,
        time);
  }

  private void train(String... more) throws IOException {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "--history=" + path("history"),
                    "--models=" + store.folder(),
                    "--ranking=als",
                    "--sparkMaster=local[2]"),
                Stream.of(more))
            .toList();
    PipelineOptionsFactory.register(TrainOptions.class);
    new TrainJob()
        .run(
            PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
                .withValidation()
                .as(TrainOptions.class));
  }

  private void write(String history, List<Purchase> purchases) throws IOException {
    String file = path(history) + "/part-0.parquet";
    PurchaseTable table = new PurchaseTable();
    List<GenericRecord> rows = purchases.stream().map(table::toRecord).toList();
    ParquetFiles.publish(Storages.of(file), file, table.schema(), rows, Map::of);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
