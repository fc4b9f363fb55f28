package io.sidecart.runners.bench.kernels;

import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * MLlib's own way, on one core, as kindly as it can be set up: the factors lie in memory, and there
 * is one partition to shuffle.
 */
final class MllibSearch implements AutoCloseable {
  /** What a call for all users may take: a few seconds at the rates that MLlib has. */
  private static final double NANOS = 3e9;

  /** MLlib's blocks have as many users. */
  private static final int MOST_USERS = 4096;

  private static final int LEAST_USERS = 32;

  private final SparkSession session;
  private final Dataset<Row> users;
  private final ALSModel model;

  MllibSearch(Shape shape) {
    session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    int factors = shape.factors();
    Dataset<Row> items =
        table(
            shape.items(),
            id -> new FactorRow(id.intValue(), Shape.itemVector(id.intValue(), factors)));
    Dataset<Row> userFactors =
        table(
            users(shape),
            id -> new FactorRow(id.intValue(), Shape.userVector(id.intValue(), factors)));
    users = userFactors.selectExpr("id AS user").cache();
    users.count();
    model = new ALSModel("als", factors, userFactors, items).setUserCol("user").setItemCol("item");
  }

  private Dataset<Row> table(int size, MapFunction<Long, FactorRow> row) {
    Dataset<Row> table =
        session
            .range(0, size, 1, 1)
            .map(row, Encoders.bean(FactorRow.class))
            .selectExpr("id", "features")
            .cache();
    table.count();
    return table;
  }

  /** How many users one call is for: the more, the better for MLlib. */
  static int users(Shape shape) {
    double nanosPerUser = shape.items() * (shape.factors() / 4.0 + 8);
    return (int) Math.max(LEAST_USERS, Math.min(MOST_USERS, NANOS / nanosPerUser));
  }

  /** A row for each user: the id, and an array of item ids and ratings. */
  List<Row> search() {
    return model.recommendForUserSubset(users, Shape.K).collectAsList();
  }

  @Override
  public void close() {
    session.stop();
  }
}
