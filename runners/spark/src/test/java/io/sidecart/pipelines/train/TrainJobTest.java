package io.sidecart.pipelines.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.Recommendation;
import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users 0 to 59; even ones buy of items 0 to 19, odd ones of items 20 to 39, ten items each. */
class TrainJobTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Purchase")
          .fields()
          .requiredString("source")
          .requiredLong("line")
          .requiredInt("user_id")
          .requiredInt("item_id")
          .requiredInt("quantity")
          .requiredDouble("sales_value")
          .endRecord();

  private static SparkRun spark;

  /** One training that several tests look at. */
  @TempDir static Path shared;

  private static ModelStore sharedStore;

  @TempDir Path folder;
  private Path history;
  private ModelStore store;

  @BeforeAll
  static void trainOnce() throws IOException {
    spark = SparkRun.start("local[2]");
    sharedStore = ModelStore.at(shared.resolve("models").toString());
    write(shared.resolve("history/part-0.parquet"), SCHEMA, purchases());
    train(
        shared.resolve("history"),
        sharedStore,
        "--rank=2",
        "--regParam=0.05",
        "--alpha=3",
        "--seed=7",
        "--trainFraction=0.75",
        "--report=" + shared.resolve("report.json"));
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @BeforeEach
  void nameFolders() {
    history = folder.resolve("history");
    store = ModelStore.at(folder.resolve("models").toString());
  }

  @Test
  void aUsersBestItemsAreOfTheUsersTaste() throws Exception {
    AlsModel model = ModelLoader.load(sharedStore, published(sharedStore));
    TopK topK = new TopK(5);
    for (int user = 0; user < 60; user++) {
      List<Recommendation> best =
          topK.of(model.users().vector(model.users().indexOf(user)), model.items());
      int taste = user % 2;
      assertThat(best).as("user %d", user).allMatch(item -> item.itemId() / 20 == taste);
    }
  }

  @Test
  void sparkReadsTheModelBackAndGivesTheSameScores() throws Exception {
    String version = published(sharedStore);

    ALSModel read = ALSModel.load(sharedStore.folderOf(version) + "/als");

    AlsModel model = ModelLoader.load(sharedStore, version);
    Map<Integer, float[]> users = factors(read.userFactors().collectAsList());
    assertThat(users).hasSize(model.users().size());
    users.forEach(
        (id, vector) ->
            assertThat(model.users().vector(model.users().indexOf(id))).isEqualTo(vector));
    for (Row row : read.recommendForAllUsers(40).collectAsList()) {
      Map<Integer, Float> scores = new HashMap<>();
      row.<Row>getList(1).forEach(item -> scores.put(item.getInt(0), item.getFloat(1)));
      assertThat(scores).hasSize(40);
      float[] vector = model.users().vector(model.users().indexOf(row.getInt(0)));
      for (Recommendation ours : new TopK(40).of(vector, model.items())) {
        assertThat(ours.score()).isCloseTo(scores.get(ours.itemId()), within(1e-5f));
      }
    }
  }

  @Test
  void theManifestTellsHowTheModelWasMade() throws Exception {
    Manifest manifest = sharedStore.manifest(published(sharedStore));

    assertThat(manifest.parameters())
        .isEqualTo(new Manifest.Parameters(2, 5, 0.05, 3, true, 7, 0.75));
    assertThat(manifest.data().path()).isEqualTo(shared.resolve("history").toString());
    assertThat(manifest.data().rows()).isEqualTo(600);
    assertThat(manifest.data().users()).isEqualTo(60);
    assertThat(manifest.data().trainRows()).isBetween(400L, 500L);
    assertThat(manifest.data().trainRows() + manifest.data().validationRows()).isEqualTo(600);
    assertThat(manifest.size()).isEqualTo(new Manifest.Size(2, 60, 40));
    assertThat(manifest.files()).isNotEmpty();
    assertThat(manifest.metrics())
        .containsOnlyKeys("leaky_precision_at_5_train", "leaky_precision_at_5_validation");
    assertThat(manifest.metrics().get("leaky_precision_at_5_train")).isGreaterThan(0.35);
  }

  @Test
  void theManifestNamesTheHistoryWhereverItIsReadFrom() throws Exception {
    write("part-0.parquet", purchases());
    Path relative = Path.of("").toAbsolutePath().relativize(history);

    train(relative, store, "--rank=1", "--maxIter=1");

    assertThat(store.manifest(published(store)).data().path()).isEqualTo(history.toString());
  }

  @Test
  void theReportHoldsTheManifestAndTheSeconds() throws Exception {
    JsonNode json = new ObjectMapper().readTree(shared.resolve("report.json").toFile());

    assertThat(json.get("version").asText()).isEqualTo(published(sharedStore));
    assertThat(json.get("metrics").get("leaky_precision_at_5_train").asDouble()).isPositive();
    assertThat(json.get("seconds").get("train").asDouble()).isPositive();
  }

  @Test
  void theSplitDependsOnTheRowsAndNotOnTheirFiles() throws Exception {
    List<GenericRecord> rows = purchases();
    write("a/part-0.parquet", rows.subList(400, 600));
    write("part-1.parquet", rows.subList(0, 100));
    write("part-2.parquet", rows.subList(100, 400));

    train("--seed=7", "--trainFraction=0.75", "--rank=1", "--maxIter=1");

    assertThat(store.manifest(published(store)).data().trainRows())
        .isEqualTo(sharedStore.manifest(published(sharedStore)).data().trainRows());
  }

  @Test
  void trainsAsTheOriginalDid() throws Exception {
    write("part-0.parquet", purchases());

    train("--implicit=false", "--rank=10", "--maxIter=10", "--regParam=0.1");

    assertThat(store.manifest(published(store)).parameters().implicit()).isFalse();
    assertThat(ModelLoader.load(store, published(store)).rank()).isEqualTo(10);
  }

  @Test
  void saysThatThereIsNoHistory() {
    assertThatThrownBy(this::train)
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "No purchases in %s: run prepare and split first, or give --history=<folder>"
                .formatted(history));
  }

  @Test
  void saysThatTheHistoryHasNoRows() throws Exception {
    write("part-0.parquet", List.of());

    assertThatThrownBy(this::train)
        .isInstanceOf(SidecartException.class)
        .hasMessage("No purchases in %s: its files have no rows".formatted(history));
  }

  @Test
  void namesTheColumnThatIsMissing() throws Exception {
    Schema other = SchemaBuilder.record("Other").fields().requiredInt("user_id").endRecord();
    write(
        history.resolve("part-0.parquet"),
        other,
        List.of(new GenericRecordBuilder(other).set("user_id", 1).build()));

    assertThatThrownBy(this::train)
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "History %s has no column item_id of type int, but struct<user_id:int>"
                .formatted(history));
  }

  @Test
  void aFileThatIsNoParquetIsToldInOneLine() throws Exception {
    Files.createDirectories(history);
    Files.writeString(history.resolve("part-0.parquet"), "this is no Parquet file");

    assertThatThrownBy(this::train)
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Cannot be read as Parquet: " + history.resolve("part-0.parquet"));
  }

  @Test
  void aTrainingThatFailsLeavesNothingBehind() throws Exception {
    // Grades this large overflow the factors.
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(purchase(i, i % 6, i / 6, Integer.MAX_VALUE));
    }
    write("part-0.parquet", rows);
    Path models = folder.resolve("models");
    Files.createDirectories(models);

    assertThatThrownBy(() -> train("--implicit=false", "--regParam=0", "--rank=40"))
        .isInstanceOf(SidecartException.class)
        .hasMessageNotContaining("\n");
    assertThat(models).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rank=0",
        "--rank=1025",
        "--maxIter=0",
        "--regParam=-1",
        "--regParam=NaN",
        "--alpha=-1",
        "--trainFraction=0",
        "--trainFraction=1.1",
        "--k=0"
      })
  void refusesAnOptionOutOfRange(String option) {
    assertThatThrownBy(() -> train(option))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(option.substring(0, option.indexOf('=') + 1));
  }

  private void train(String... more) throws IOException {
    train(history, store, more);
  }

  private static void train(Path history, ModelStore store, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--history=" + history, "--models=" + store.folder(), "--sparkMaster=local[2]"));
    Map<String, String> parameters = new TreeMap<>(Map.of("--rank", "8", "--maxIter", "5"));
    for (String option : more) {
      String[] parts = option.split("=", 2);
      parameters.put(parts[0], parts[1]);
    }
    parameters.forEach((name, value) -> arguments.add(name + "=" + value));
    PipelineOptionsFactory.register(TrainOptions.class);
    new TrainJob()
        .run(
            PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
                .withValidation()
                .as(TrainOptions.class));
  }

  private static String published(ModelStore store) throws IOException {
    return store.current().orElseThrow().version();
  }

  private static Map<Integer, float[]> factors(List<Row> rows) {
    Map<Integer, float[]> factors = new HashMap<>();
    for (Row row : rows) {
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
      factors.put(row.getInt(0), vector);
    }
    return factors;
  }

  private static List<GenericRecord> purchases() {
    Random random = new Random(5);
    List<GenericRecord> rows = new ArrayList<>();
    for (int user = 0; user < 60; user++) {
      for (int n = 0; n < 10; n++) {
        rows.add(purchase(rows.size(), user, 20 * (user % 2) + random.nextInt(20), 1));
      }
    }
    return rows;
  }

  private static GenericRecord purchase(int line, int user, int item, int quantity) {
    return new GenericRecordBuilder(SCHEMA)
        .set("source", "purchases.csv")
        .set("line", (long) line)
        .set("user_id", user)
        .set("item_id", item)
        .set("quantity", quantity)
        .set("sales_value", 2.5 * quantity)
        .build();
  }

  private void write(String file, List<GenericRecord> rows) throws IOException {
    write(history.resolve(file), SCHEMA, rows);
  }

  private static void write(Path file, Schema schema, List<GenericRecord> rows) throws IOException {
    String path = file.toString();
    ParquetFiles.publish(Storages.of(path), path, schema, rows, Map::of);
  }
}
