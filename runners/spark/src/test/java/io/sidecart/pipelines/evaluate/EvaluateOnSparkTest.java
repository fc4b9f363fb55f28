package io.sidecart.pipelines.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.pipelines.train.LazySpark;
import io.sidecart.pipelines.train.SparkRun;
import io.sidecart.pipelines.train.TrainJob;
import io.sidecart.pipelines.train.TrainOptions;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs Spark: ALS among the methods, and as what is tuned. */
class EvaluateOnSparkTest {
  private static LazySpark spark;
  @TempDir static Path folder;
  private static String history;

  @BeforeAll
  static void start() throws IOException {
    spark = new LazySpark("local[2]");
    SparkRun unused = spark.get();
    history = PurchaseFolder.ofTwoTastes().write(folder.resolve("purchases"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void alsFindsATasteThatPopularityDoesNot() throws Exception {
    Path report = folder.resolve("report.json");

    new EvaluateJob()
        .run(
            options(
                EvaluateOptions.class,
                "--history=" + history,
                "--methods=popularity,als-explicit,als-implicit",
                "--testDays=5",
                "--rank=4",
                "--maxIter=3",
                "--report=" + report));

    Map<String, Double> precisions = new HashMap<>();
    for (JsonNode method :
        new ObjectMapper().readTree(report.toFile()).get("protocols").get(0).get("methods")) {
      precisions.put(
          method.get("method").asText(),
          method.get("overall").get("precision_at_5").get("value").asDouble());
    }
    assertThat(precisions).containsOnlyKeys("popularity", "als-explicit", "als-implicit");
    assertThat(precisions.get("als-implicit")).isGreaterThan(0.8);
    assertThat(precisions.get("popularity")).isLessThan(0.6);
  }

  @Test
  @Tag("long")
  void theReportTellsWhatEachRuleCosts() throws Exception {
    Path report = folder.resolve("rules.json");

    new EvaluateJob()
        .run(
            options(
                EvaluateOptions.class,
                "--history=" + history,
                "--methods=sidecart",
                "--testDays=5",
                "--rank=4",
                "--rules=repeats=false,maxPerCategory=5",
                "--report=" + report));

    Map<String, Double> differences = new HashMap<>();
    for (JsonNode rule :
        new ObjectMapper().readTree(report.toFile()).get("protocols").get(0).get("rules")) {
      differences.put(rule.get("rule").asText(), rule.get("difference").asDouble());
    }
    // All that is bought was bought before, and no category is known.
    assertThat(differences).containsOnlyKeys("none", "repeats=false", "maxPerCategory=5");
    assertThat(differences.get("none")).isZero();
    assertThat(differences.get("maxPerCategory=5")).isZero();
    assertThat(differences.get("repeats=false")).isLessThan(-0.5);
  }

  @Test
  void tuningTrainsWithTheBestTrialAndRepeatsNone() throws Exception {
    ModelStore store = ModelStore.at(folder.resolve("models").toString());

    tune(store);
    Map<Path, FileTime> trials = trials();
    int rank = store.manifest(store.current().orElseThrow().version()).parameters().rank();
    tune(store);

    assertThat(trials).hasSize(2);
    assertThat(trials()).isEqualTo(trials);
    assertThat(rank).isEqualTo(bestRank(trials));
  }

  private static void tune(ModelStore store) throws IOException {
    new TrainJob()
        .run(
            options(
                TrainOptions.class,
                "--history=" + history,
                "--models=" + store.folder(),
                "--maxIter=3",
                "--tune",
                "--ranking=als",
                "--publish=force",
                "--reason=a test",
                "--tuneRank=1,6",
                "--tuneRegParam=0.1",
                "--tuneAlpha=1",
                "--tuneWindows=1",
                "--tuneDays=5",
                "--trials=" + folder.resolve("trials")));
  }

  private static Map<Path, FileTime> trials() throws IOException {
    Map<Path, FileTime> trials = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("trials"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        trials.put(file, Files.getLastModifiedTime(file));
      }
    }
    return trials;
  }

  private static int bestRank(Map<Path, FileTime> trials) throws IOException {
    int rank = 0;
    double best = -1;
    for (Path file : trials.keySet()) {
      JsonNode trial = new ObjectMapper().readTree(file.toFile());
      double precision =
          trial.get("windows").get(0).get("scores").get("OVERALL").get("PRECISION").asDouble();
      if (precision > best) {
        best = precision;
        rank = trial.get("parameters").get("rank").asInt();
      }
    }
    return rank;
  }

  private static <T extends PipelineOptions> T options(Class<T> type, String... arguments) {
    String[] all =
        Stream.concat(Stream.of("--sparkMaster=local[2]"), Stream.of(arguments))
            .toArray(String[]::new);
    return PipelineOptionsFactory.fromArgs(all).withValidation().as(type);
  }
}
