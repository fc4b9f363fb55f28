package io.sidecart.runners.bench.versus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalBatchTest {
  private static final DataType VECTOR = DataTypes.createArrayType(DataTypes.FloatType);
  private static SparkSession spark;

  @TempDir private static Path folder;

  @BeforeAll
  static void open() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate();
    // given: of items 10 to 16, user 1 likes the lowest best, and user 2 the highest
    write("userFactors", List.of(vector(1, -1), vector(2, 1)));
    write(
        "itemFactors",
        List.of(
            vector(10, 1),
            vector(11, 2),
            vector(12, 3),
            vector(13, 4),
            vector(14, 5),
            vector(15, 6),
            vector(16, 7)));
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @Test
  void anEventGetsItsUsersItemsAndThePrecisionByOwnPurchases() {
    ALSModel model = SavedFactors.load(spark, folder.toString());
    Map<String, Dataset<Row>> tables =
        Map.of(
            "own_purchases",
            spark.createDataFrame(
                List.of(
                    RowFactory.create(1, 10, "history"),
                    RowFactory.create(1, 12, "history"),
                    RowFactory.create(2, 10, "history"),
                    RowFactory.create(2, 12, "carts/0/7")),
                new StructType()
                    .add("user_id", DataTypes.IntegerType)
                    .add("item_id", DataTypes.IntegerType)
                    .add("origin", DataTypes.StringType)),
            "item_features",
            table(List.of(RowFactory.create(10, 7), RowFactory.create(11, 8)), "item_id", "kind"));

    List<Row> rows =
        new OriginalBatch(model, tables::get)
            .rows(
                table(
                    List.of(
                        RowFactory.create(1, 10), RowFactory.create(2, 11),
                        RowFactory.create(1, 11), RowFactory.create(99, 10)),
                    "user_id",
                    "item_id"))
            .orderBy("user_id", "item_id")
            .select("user_id", "item_id", "kind", "recommended", "precision_at_k")
            .collectAsList();

    // then: a user whom nobody knows is left out, as the original does
    assertThat(rows).extracting(row -> row.getInt(0)).containsExactly(1, 1, 2);
    assertThat(rows).extracting(row -> row.getInt(2)).containsExactly(7, 8, 8);
    assertThat(rows)
        .extracting(row -> row.<Integer>getList(3))
        .containsExactly(
            List.of(10, 11, 12, 13, 14), List.of(10, 11, 12, 13, 14), List.of(16, 15, 14, 13, 12));
    assertThat(rows).extracting(row -> row.getDouble(4)).containsExactly(0.4, 0.4, 0.0);
  }

  private static Row vector(int id, float value) {
    return RowFactory.create(id, List.of(value));
  }

  private static void write(String name, List<Row> vectors) {
    spark
        .createDataFrame(
            vectors, new StructType().add("id", DataTypes.IntegerType).add("features", VECTOR))
        .write()
        .parquet(folder.resolve(name).toString());
  }

  private static Dataset<Row> table(List<Row> rows, String first, String second) {
    return spark.createDataFrame(
        rows,
        new StructType().add(first, DataTypes.IntegerType).add(second, DataTypes.IntegerType));
  }
}
