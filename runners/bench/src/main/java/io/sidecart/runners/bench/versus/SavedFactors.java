package io.sidecart.runners.bench.versus;

import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** MLlib's model of factors that stand in Parquet, as ALSModel.load makes it of its own. */
final class SavedFactors {
  private SavedFactors() {}

  /**
   * Loads the factors of users and items.
   *
   * @param folder with the folders userFactors and itemFactors
   */
  static ALSModel load(SparkSession spark, String folder) {
    Dataset<Row> users = spark.read().parquet(folder + "/userFactors");
    Dataset<Row> items = spark.read().parquet(folder + "/itemFactors");
    int rank = users.select(functions.size(functions.col("features"))).first().getInt(0);
    ALSModel model = new ALSModel("als", rank, users, items);
    model.setUserCol("user_id");
    model.setItemCol("item_id");
    model.setColdStartStrategy("drop");
    return model;
  }
}
