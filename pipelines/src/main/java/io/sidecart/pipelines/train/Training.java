package io.sidecart.pipelines.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.sidecart.model.SidecartException;
import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.gate.Scores;
import io.sidecart.model.gate.TimeTrial;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.rank.LearnedRanking;
import io.sidecart.model.rules.Catalogue;
import io.sidecart.model.rules.Catalogues;
import io.sidecart.pipelines.purchases.ReadFeatures;
import io.sidecart.transforms.models.ModelLoader;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.models.StoredCatalogue;
import io.sidecart.transforms.models.StoredRanking;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training run on Spark: from the history to a registered version. */
final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final SparkRun run;
  private final SparkSession spark;
  private final Settings settings;
  private final ModelStore store;
  private final HistoryInMemory history;
  private final RankingHistory ranking;
  private final Stopwatch stopwatch = new Stopwatch();

  private Training(
      SparkRun run,
      Settings settings,
      ModelStore store,
      HistoryInMemory history,
      RankingHistory ranking) {
    this.run = run;
    this.spark = run.session();
    this.settings = settings;
    this.store = store;
    this.history = history;
    this.ranking = ranking;
  }

  /**
   * What to do.
   *
   * @param history the folder of the purchases
   * @param parameters of ALS and of the split
   * @param k how many items the precision looks at
   * @param sparkMaster where to run
   * @param features the folder of the items' features
   */
  record Settings(
      String history, Manifest.Parameters parameters, int k, String sparkMaster, String features) {

    Settings with(Manifest.Parameters other) {
      return new Settings(history, other, k, sparkMaster, features);
    }
  }

  /**
   * Trains and registers, and leaves nothing behind where that fails.
   *
   * @throws SidecartException if there is no history, it cannot be read, or nothing good came out
   */
  static TrainReport run(Settings settings, ModelStore store) throws IOException {
    History.requireFiles(Storages.absolute(settings.history()));
    HistoryInMemory history = new HistoryInMemory(settings.history());
    RankingHistory ranking =
        settings.parameters().hasLearnedRanking()
            ? RankingHistory.of(history)
            : RankingHistory.none();
    boolean isLearned = !ranking.isEmpty();
    Manifest.Parameters asked = settings.parameters();
    Manifest.Parameters possible =
        isLearned ? asked.withTrainFraction(1) : asked.withLearned(false);
    try (SparkRun run = SparkRun.start(settings.sparkMaster())) {
      return new Training(run, settings.with(possible), store, history, ranking).run();
    }
  }

  private TrainReport run() throws IOException {
    Dataset<Row> rows = SparkFailures.explained("read history " + settings.history(), this::read);
    try {
      Manifest.Data data =
          SparkFailures.explained("read history " + settings.history(), () -> describe(rows));
      stopwatch.lap("read");
      Draft draft = store.draft();
      try {
        Manifest manifest = train(rows, data, draft);
        return new TrainReport(manifest, settings.k(), stopwatch.seconds());
      } catch (IOException | RuntimeException e) {
        store.discard(draft);
        throw e;
      }
    } finally {
      rows.unpersist();
    }
  }

  private Dataset<Row> read() {
    Manifest.Parameters parameters = settings.parameters();
    return History.read(
            spark,
            Storages.absolute(settings.history()),
            parameters.trainFraction(),
            parameters.seed())
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private Manifest.Data describe(Dataset<Row> rows) {
    Row counts =
        rows.agg(
                count(lit(1)),
                countDistinct(History.USER),
                countDistinct(History.ITEM),
                sum(col(History.IS_TRAIN).cast("long")))
            .first();
    long all = counts.getLong(0);
    if (all == 0) {
      throw new SidecartException(
          "No purchases in " + settings.history() + ": its files have no rows");
    }
    long train = counts.getLong(3);
    LOG.info(
        "{} purchases of {} items by {} users; {} to train on, {} to validate",
        all,
        counts.getLong(2),
        counts.getLong(1),
        train,
        all - train);
    if (train == 0) {
      throw new SidecartException(
          "No purchase of " + all + " to train on; give a larger --trainFraction");
    }
    return new Manifest.Data(
        Storages.absolute(settings.history()),
        all,
        counts.getLong(1),
        counts.getLong(2),
        train,
        all - train);
  }

  private Manifest train(Dataset<Row> rows, Manifest.Data data, Draft draft) throws IOException {
    ALSModel trained = SparkFailures.explained("train", () -> fit(rows, data.trainRows()));
    stopwatch.lap("train");
    SparkFailures.explained(
        "save the model to " + draft.alsFolder(),
        () -> {
          trained.write().save(Storages.forHadoop(draft.alsFolder()));
          return draft;
        });
    AlsModel model = ModelLoader.loadDraft(store, draft, settings.parameters().rank());
    stopwatch.lap("save");
    if (settings.parameters().hasLearnedRanking()) {
      LearnedRanking learned =
          SparkFailures.explained(
              "learn to rank",
              () -> ranking.learn(history.purchases(), settings.parameters(), run));
      StoredRanking.write(store, draft, learned);
      stopwatch.lap("rank");
    }
    StoredCatalogue.write(store, draft, catalogue());
    Optional<TimeTrial> trial = Trials.on(history);
    // The trial has its own rows, and nothing else is made of these.
    history.letGo();
    SortedMap<String, Double> metrics =
        SparkFailures.explained("measure precision", () -> measure(rows, model));
    Manifest.Data measuredOn = trial.isEmpty() ? data : measureByTime(trial.get(), data, metrics);
    stopwatch.lap("measure");
    Manifest.Size size =
        new Manifest.Size(model.rank(), model.users().size(), model.items().size());
    return store.register(
        draft,
        files ->
            new Manifest(
                Manifest.FORMAT_VERSION,
                draft.version(),
                Clock.systemUTC().instant(),
                settings.parameters(),
                measuredOn,
                size,
                metrics,
                files));
  }

  /** Of all purchases: what a shop asks of its items does not depend on a split. */
  private Catalogue catalogue() throws IOException {
    return Catalogues.of(history.purchases(), ReadFeatures.from(settings.features()));
  }

  private ALSModel fit(Dataset<Row> rows, long purchases) {
    Manifest.Parameters parameters = settings.parameters();
    return Als.fit(
        Als.ratings(rows.where(col(History.IS_TRAIN)), parameters.implicit()),
        purchases,
        parameters);
  }

  /** Adds what the gate asks for, by a model of the same kind. */
  private Manifest.Data measureByTime(
      TimeTrial trial, Manifest.Data data, SortedMap<String, Double> metrics) throws IOException {
    metrics.put(Scores.PRECISION, trial.precision(Trials.method(settings.parameters(), run)));
    metrics.put(Scores.OWN_FREQUENCY, trial.ownFrequency());
    return data.withHeldOut(trial.heldOut());
  }

  private SortedMap<String, Double> measure(Dataset<Row> rows, AlsModel model) {
    LeakyPrecision train = new LeakyPrecision(model, settings.k());
    LeakyPrecision validation = new LeakyPrecision(model, settings.k());
    Iterator<Row> users =
        rows.groupBy(History.USER)
            .agg(
                collect_set(History.ITEM),
                max(col(History.IS_TRAIN)),
                max(not(col(History.IS_TRAIN))))
            .toLocalIterator();
    while (users.hasNext()) {
      Row user = users.next();
      HashSet<Integer> everBought = new HashSet<>(user.getList(1));
      if (user.getBoolean(2)) {
        train.add(user.getInt(0), everBought);
      }
      if (user.getBoolean(3)) {
        validation.add(user.getInt(0), everBought);
      }
    }
    SortedMap<String, Double> metrics = new TreeMap<>();
    String name = "leaky_precision_at_" + settings.k();
    if (train.users() > 0) {
      metrics.put(name + "_train", train.average());
    }
    if (validation.users() > 0) {
      metrics.put(name + "_validation", validation.average());
    }
    return metrics;
  }
}
