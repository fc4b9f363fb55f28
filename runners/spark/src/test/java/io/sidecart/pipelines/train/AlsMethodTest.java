package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.Purchase;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.purchases.ReadPurchases;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of 300 users each buys one of five items once, so that a row is trained on if its user is known.
 */
class AlsMethodTest {
  private static final int USERS = 300;

  private static SparkRun spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = SparkRun.start("local[2]");
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void theRowsOfATrialAreThoseThatATrainingTakes() throws IOException {
    String history = write();

    AlsModel trial = method(0.3).train(ReadPurchases.from(history));

    List<Integer> trained =
        History.read(spark.session(), history, 0.3, 7)
            .where(functions.col(History.IS_TRAIN))
            .collectAsList()
            .stream()
            .map(row -> row.getInt(0))
            .toList();
    assertThat(trained).hasSizeBetween(USERS / 5, USERS * 2 / 5);
    assertThat(users(trial)).containsExactlyInAnyOrderElementsOf(trained);
  }

  @Test
  void allRowsAreTakenWhereAllAreTrainedOn() throws IOException {
    AlsModel trial = method(1).train(ReadPurchases.from(write()));

    assertThat(users(trial)).hasSize(USERS);
  }

  @Test
  void aShareThatLeavesNoRowKnowsNobody() throws IOException {
    AlsModel trial = method(1e-9).train(ReadPurchases.from(write()));

    assertThat(users(trial)).isEmpty();
  }

  private static AlsMethod method(double trainFraction) {
    return AlsMethod.of(
        "als", new Manifest.Parameters(2, 1, 0.1, 1, true, 7, trainFraction), spark);
  }

  private static List<Integer> users(AlsModel model) {
    Factors users = model.users();
    return IntStream.range(0, users.size()).mapToObj(users::id).toList();
  }

  private String write() throws IOException {
    String file = folder.resolve("history") + "/part-0.parquet";
    PurchaseTable table = new PurchaseTable();
    ParquetFiles.publish(
        Storages.of(file),
        file,
        table.schema(),
        IntStream.range(0, USERS)
            .mapToObj(user -> new Purchase("p.csv", user + 2, user, user % 5, 1, 1, null, null))
            .map(table::toRecord)
            .toList(),
        Map::of);
    return folder.resolve("history").toString();
  }
}
