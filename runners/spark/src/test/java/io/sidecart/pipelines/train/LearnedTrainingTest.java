package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.OwnPurchases;
import io.sidecart.model.Purchase;
import io.sidecart.model.Recommendation;
import io.sidecart.model.evaluate.PurchaseLog;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.FoldIn;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.OwnPurchasesOf;
import io.sidecart.model.rank.PersonalRanker;
import io.sidecart.model.rank.ServableModel;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.tables.PurchaseTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users 0 to 39 buy item 100 + user each week, and bought item 200 + user twice as often, on the
 * last days before they stopped, which was some other day for each.
 */
class LearnedTrainingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 140;

  private static SparkRun spark;

  @TempDir static Path folder;
  private static ModelStore store;

  @BeforeAll
  static void train() throws IOException {
    spark = SparkRun.start("local[2]");
    store = ModelStore.at(folder.resolve("models").toString());
    write(purchases());
    train("--publish=force", "--reason=a test");
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void theWeeklyItemComesBeforeTheOneThatWasGivenUp() throws IOException {
    ServableModel model = ModelLoader.loadServable(store, published());
    PurchaseLog purchases = log();
    PersonalRanker ranker = new PersonalRanker(model.als(), model.ranking());
    long now = START.plus(Duration.ofDays(DAYS)).toEpochMilli();

    for (int user = 0; user < purchases.users(); user++) {
      int id = purchases.userId(user);
      OwnPurchases own = OwnPurchasesOf.user(purchases, user);
      assertThat(ranker.best(id, own, now, 1, null))
          .extracting(Recommendation::itemId)
          .as("user %d", id)
          .containsExactly(100 + id);
    }
  }

  @Test
  void foldInGivesTheVectorsThatTrainingGave() throws IOException {
    ServableModel model = ModelLoader.loadServable(store, published());
    FoldIn.Solver solver = model.foldIn().solver();
    Factors users = model.als().users();
    PurchaseLog purchases = log();
    float[] vector = new float[users.rank()];

    for (int user = 0; user < users.size(); user++) {
      OwnPurchases own = OwnPurchasesOf.user(purchases, purchases.indexOf(users.id(user)));

      assertThat(solver.solve(own, -1, vector)).isTrue();

      assertThat(vector)
          .as("user %d", users.id(user))
          .containsExactly(users.vector(user), within(1e-4f));
    }
  }

  @Test
  void foldInRanksAsAFullRefitDoes() {
    // given: two tastes of ten items each; the model of those folded in has not seen users 0 and 1
    Manifest.Parameters parameters = new Manifest.Parameters(4, 10, 0.1, 4, true, 42, 1);
    AlsMethod method = AlsMethod.of("als", parameters, spark);
    PurchaseLog all = tastes();
    AlsModel refit = method.train(all);
    AlsModel without = method.train(all.where(row -> row >= all.end(1)));
    FoldIn.Solver solver = FoldIn.implicit(without.items(), 0.1, 4).solver();
    float[] vector = new float[4];

    for (int user = 0; user < 2; user++) {
      solver.solve(OwnPurchasesOf.user(all, user), -1, vector);

      double[] folded = scores(vector, without);
      double[] fitted = scores(refit.users().vector(user), refit);
      assertThat(cosine(folded, fitted)).as("user %d", user).isGreaterThan(0.98);
      assertThat(new TopK(8).of(vector, without.items()))
          .extracting(Recommendation::itemId)
          .allMatch(
              new TopK(10)
                      .of(refit.users().vector(user), refit.items()).stream()
                          .map(Recommendation::itemId)
                          .toList()
                  ::contains);
    }
  }

  /** So many users that two of them are not missed: each half of them has one taste. */
  private static PurchaseLog tastes() {
    PurchaseLog.Builder log = PurchaseLog.builder();
    Random random = new Random(1);
    for (int user = 0; user < 200; user++) {
      for (int row = 0; row < 12; row++) {
        int item = 10 * (user % 2) + random.nextInt(10);
        log.add(purchase(user * 12 + row, user, item, row));
      }
    }
    return log.build();
  }

  private static double[] scores(float[] vector, AlsModel model) {
    float[] scores = new float[model.items().size()];
    model.items().scoreAll(vector, ItemFactors.scratch(), scores);
    double[] wide = new double[scores.length];
    Arrays.setAll(wide, i -> scores[i]);
    return wide;
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double ones = 0;
    double others = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
      ones += one[i] * one[i];
      others += other[i] * other[i];
    }
    return product / Math.sqrt(ones * others);
  }

  @Test
  void theModelKnowsPricesOfItems() throws IOException {
    ServableModel model = ModelLoader.loadServable(store, published());

    assertThat(model.catalogue().priceOf(100)).isEqualTo(1);
  }

  @Test
  void theManifestTellsThatTheRankingIsLearnedFromAllRows() throws IOException {
    Manifest manifest = store.manifest(published());

    assertThat(manifest.parameters().hasLearnedRanking()).isTrue();
    assertThat(manifest.data().trainRows()).isEqualTo(manifest.data().rows());
  }

  @Test
  void theSameHistoryTeachesTheSameWeights() throws IOException {
    String first = published();

    train("--publish=force", "--reason=a test");

    assertThat(weights(published())).isEqualTo(weights(first));
  }

  @Test
  void theFactorsAloneRankWhereThatIsAskedFor() throws IOException {
    ModelStore before = store;
    store = ModelStore.at(folder.resolve("others").toString());

    train("--ranking=als", "--publish=force", "--reason=a test");

    assertThat(ModelLoader.loadServable(store, published()).ranking()).isNull();
    store = before;
  }

  private static String published() throws IOException {
    return store.current().orElseThrow().version();
  }

  private static String weights(String version) throws IOException {
    return Files.readString(Path.of(store.folderOf(version), "rank/weights.json"));
  }

  private static List<Purchase> purchases() {
    List<Purchase> purchases = new ArrayList<>();
    for (int user = 0; user < 40; user++) {
      int last = 60 + 2 * user;
      for (int day = user % 7; day < DAYS; day += 7) {
        purchases.add(purchase(purchases.size(), user, 100 + user, day));
      }
      for (int day = last - 39; day <= last; day++) {
        purchases.add(purchase(purchases.size(), user, 200 + user, day));
      }
    }
    return purchases;
  }

  private static Purchase purchase(int line, int user, int item, int day) {
    return new Purchase("planted", line, user, item, 1, 1, null, START.plus(Duration.ofDays(day)));
  }

  private static PurchaseLog log() {
    PurchaseLog.Builder log = PurchaseLog.builder();
    purchases().forEach(log::add);
    return log.build();
  }

  private static void train(String... more) throws IOException {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "--history=" + folder.resolve("history"),
                    "--models=" + store.folder(),
                    "--rank=4",
                    "--maxIter=2",
                    "--sparkMaster=local[2]"),
                Stream.of(more))
            .toList();
    new TrainJob()
        .run(
            PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
                .withValidation()
                .as(TrainOptions.class));
  }

  private static void write(List<Purchase> purchases) throws IOException {
    String file = folder.resolve("history") + "/part-0.parquet";
    PurchaseTable table = new PurchaseTable();
    List<GenericRecord> rows = purchases.stream().map(table::toRecord).toList();
    ParquetFiles.publish(Storages.of(file), file, table.schema(), rows, Map::of);
  }
}
