package io.sidecart.pipelines.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_millis;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.sidecart.model.Recommendation;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.factors.ItemFactors;
import io.sidecart.model.factors.TopK;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.pipelines.train.TrialUser.Bought;
import io.sidecart.transforms.storage.Storages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures ways of training by time: each learns from the purchases before a window at the end of
 * the history, and a hit is an item that the user buys in the window.
 *
 * <p>Users count who bought before the window and in it. The share of hits is of five items,
 * whether a method names five or fewer.
 */
final class TimeTrial implements AutoCloseable {
  static final int K = 5;

  /** Of fewer, chance alone would decide. */
  static final int FEWEST_USERS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(TimeTrial.class);
  private static final String TIME = "bought_at";
  private static final String MILLIS = "millis";
  private static final String BEFORE = "before";
  private static final String WITHIN = "within";

  private final Dataset<Row> rows;
  private final Column isBefore;
  private final List<TrialUser> users;
  private final Manifest.HeldOut heldOut;

  private TimeTrial(
      Dataset<Row> rows, Column isBefore, List<TrialUser> users, Manifest.HeldOut heldOut) {
    this.rows = rows;
    this.isBefore = isBefore;
    this.users = users;
    this.heldOut = heldOut;
  }

  /**
   * Holds out the end of a history; empty where no purchase has a time, or too few users would
   * count. What has no time counts as before the window.
   *
   * @param folder of purchases as Parquet
   */
  static Optional<TimeTrial> of(SparkSession spark, String folder) {
    Dataset<Row> all =
        spark.read().option("recursiveFileLookup", "true").parquet(Storages.absolute(folder));
    if (!List.of(all.schema().fieldNames()).contains(TIME)) {
      LOG.info("Not measured by time: the purchases have no column {}", TIME);
      return Optional.empty();
    }
    Dataset<Row> rows =
        all.select(
                col(History.USER),
                col(History.ITEM),
                col(History.QUANTITY),
                unix_millis(col(TIME)).as(MILLIS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Optional<TimeTrial> trial = holdOut(rows);
    if (trial.isEmpty()) {
      rows.unpersist();
    }
    return trial;
  }

  private static Optional<TimeTrial> holdOut(Dataset<Row> rows) {
    Column hash =
        xxhash64(col(History.USER), col(History.ITEM), col(History.QUANTITY), col(MILLIS));
    Row facts =
        rows.agg(
                count(lit(1)),
                count(col(MILLIS)),
                min(col(MILLIS)),
                max(col(MILLIS)),
                // Of whole numbers that wrap around: the same whatever the order of the rows.
                sum(hash))
            .first();
    long count = facts.getLong(0);
    if (facts.getLong(1) == 0) {
      LOG.info("Not measured by time: none of {} purchases has one", count);
      return Optional.empty();
    }
    long from = HeldOutWindow.from(facts.getLong(2), facts.getLong(3));
    // A history without times is older than what a stream, which knows them, has seen since.
    Column isBefore = col(MILLIS).isNull().or(col(MILLIS).lt(lit(from)));
    List<TrialUser> users = users(rows, isBefore);
    if (users.size() < FEWEST_USERS) {
      LOG.info(
          "Not measured by time: {} users bought before {} and after it, and {} are needed",
          users.size(),
          Instant.ofEpochMilli(from),
          FEWEST_USERS);
      return Optional.empty();
    }
    Manifest.HeldOut heldOut =
        new Manifest.HeldOut(
            Instant.ofEpochMilli(from),
            Instant.ofEpochMilli(facts.getLong(3)),
            users.size(),
            count + "-" + Long.toHexString(facts.getLong(4)));
    return Optional.of(new TimeTrial(rows, isBefore, users, heldOut));
  }

  private static List<TrialUser> users(Dataset<Row> rows, Column isBefore) {
    Iterator<Row> found =
        rows.groupBy(History.USER, History.ITEM)
            .agg(
                sum(when(isBefore, 1L).otherwise(0L)).as(BEFORE),
                sum(when(isBefore, 0L).otherwise(1L)).as(WITHIN))
            .groupBy(History.USER)
            .agg(
                collect_list(struct(History.ITEM, BEFORE, WITHIN)),
                sum(BEFORE).as(BEFORE),
                sum(WITHIN).as(WITHIN))
            .where(col(BEFORE).gt(0).and(col(WITHIN).gt(0)))
            .toLocalIterator();
    List<TrialUser> users = new ArrayList<>();
    while (found.hasNext()) {
      users.add(user(found.next()));
    }
    return users;
  }

  private static TrialUser user(Row row) {
    List<Bought> before = new ArrayList<>();
    Set<Integer> within = new HashSet<>();
    for (Row item : row.<Row>getList(1)) {
      if (item.getLong(1) > 0) {
        before.add(new Bought(item.getInt(0), item.getLong(1)));
      }
      if (item.getLong(2) > 0) {
        within.add(item.getInt(0));
      }
    }
    return new TrialUser(row.getInt(0), before, within);
  }

  /** What is measured on. */
  Manifest.HeldOut heldOut() {
    return heldOut;
  }

  /** The precision of the items that each user bought most often, what all buy behind them. */
  double ownFrequency() {
    List<Integer> popular =
        rows.where(isBefore).groupBy(History.ITEM).agg(count(lit(1))).collectAsList().stream()
            .map(row -> new Bought(row.getInt(0), row.getLong(1)))
            .sorted(Bought.BY_TIMES)
            .limit(2 * K)
            .map(Bought::itemId)
            .toList();
    long hits = 0;
    for (TrialUser user : users) {
      hits += user.hits(user.mostFrequent(K, popular));
    }
    return share(hits);
  }

  /** The precision of a model that is trained in this way on what is before the window. */
  double precision(Manifest.Parameters parameters) {
    ALSModel trained = AlsFit.of(rows.where(isBefore), parameters);
    Factors vectors = factors(trained.userFactors(), parameters.rank());
    ItemFactors items = ItemFactors.of(factors(trained.itemFactors(), parameters.rank()));
    TopK topK = new TopK(K);
    long hits = 0;
    for (TrialUser user : users) {
      int index = vectors.indexOf(user.id());
      if (index >= 0) {
        hits +=
            user.hits(
                topK.of(vectors.vector(index), items).stream()
                    .map(Recommendation::itemId)
                    .toList());
      }
    }
    return share(hits);
  }

  private double share(long hits) {
    return (double) hits / (K * (long) users.size());
  }

  private static Factors factors(Dataset<Row> table, int rank) {
    Factors.Builder factors = Factors.builder(rank);
    Iterator<Row> rows = table.toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
      factors.add(row.getInt(0), vector);
    }
    return factors.build();
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
