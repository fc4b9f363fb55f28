package io.sidecart.pipelines.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.sidecart.model.manifest.Manifest;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MLlib's ALS with Sidecart's parameters. */
final class Als {
  static final String RATING = "rating";

  /** Spark's default. */
  private static final int MOST_BLOCKS = 10;

  private static final int PURCHASES_OF_A_BLOCK = 15_000;

  private static final Logger LOG = LoggerFactory.getLogger(Als.class);

  private Als() {}

  /** Implicit: in how many purchases a user bought an item. Explicit: each purchase's quantity. */
  static Dataset<Row> ratings(Dataset<Row> rows, boolean implicit) {
    return implicit
        ? rows.groupBy(History.USER, History.ITEM).agg(count(lit(1)).cast("float").as(RATING))
        : rows.select(
            col(History.USER), col(History.ITEM), col(History.QUANTITY).cast("float").as(RATING));
  }

  /**
   * Trains.
   *
   * @param ratings user, item and rating
   * @param purchases that they were made of
   */
  static ALSModel fit(Dataset<Row> ratings, long purchases, Manifest.Parameters parameters) {
    LOG.info(
        "Training {} ALS: rank {}, {} iterations",
        parameters.implicit() ? "implicit" : "explicit",
        parameters.rank(),
        parameters.maxIter());
    return new ALS()
        .setUserCol(History.USER)
        .setItemCol(History.ITEM)
        .setRatingCol(RATING)
        .setRank(parameters.rank())
        .setMaxIter(parameters.maxIter())
        .setRegParam(parameters.regParam())
        .setAlpha(parameters.alpha())
        .setImplicitPrefs(parameters.implicit())
        .setSeed(parameters.seed())
        .setNumBlocks(blocks(purchases))
        .setColdStartStrategy("drop")
        .fit(ratings);
  }

  /**
   * Each block of users and of items is a task in each iteration, which is most of the time where
   * there is little data. By the data and not by the machine, as sums of floats, and so the
   * factors, depend on it. They depend as well on the order in which ratings come into a block,
   * which Spark chooses by files, cores and the sizes of shuffles: another machine's may differ in
   * last digits.
   */
  static int blocks(long purchases) {
    return (int) Math.max(2, Math.min(MOST_BLOCKS, purchases / PURCHASES_OF_A_BLOCK));
  }
}
