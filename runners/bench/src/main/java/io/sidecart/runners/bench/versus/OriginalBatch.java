package io.sidecart.runners.bench.versus;

import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.size;

import java.util.function.Function;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the original does with a micro-batch: the items of its distinct users, features and own
 * purchases of what it names, joins, and precision@5.
 */
final class OriginalBatch {
  private final ALSModel model;
  private final Function<String, Dataset<Row>> tables;

  /**
   * @param tables Cassandra's, by name
   */
  OriginalBatch(ALSModel model, Function<String, Dataset<Row>> tables) {
    this.model = model;
    this.tables = tables;
  }

  /** Events of users and items that are known, with what is added to them. */
  Dataset<Row> rows(Dataset<Row> batch) {
    Dataset<Row> users = batch.select("user_id").distinct();
    Dataset<Row> best = model.recommendForUserSubset(users, Place.K);
    Dataset<Row> own =
        tables
            .apply("own_purchases")
            .filter(col("user_id").isin(values(users)))
            .filter(col("origin").equalTo("history"))
            .groupBy("user_id")
            .agg(collect_set("item_id").as("own"));
    Dataset<Row> features =
        tables
            .apply("item_features")
            .filter(col("item_id").isin(values(batch.select("item_id").distinct())));
    return batch
        .join(features, "item_id")
        .join(best, "user_id")
        .join(own, "user_id")
        .withColumn("recommended", col("recommendations.item_id"))
        .withColumn(
            "precision_at_k", size(array_intersect(col("recommended"), col("own"))).divide(Place.K))
        .drop("own", "recommendations");
  }

  private static Object[] values(Dataset<Row> column) {
    return column.collectAsList().stream().map(row -> row.get(0)).toArray();
  }
}
