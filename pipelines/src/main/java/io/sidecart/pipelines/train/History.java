package io.sidecart.pipelines.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The purchases to learn from, as Spark reads them. */
final class History {
  static final String USER = "user_id";
  static final String ITEM = "item_id";
  static final String QUANTITY = "quantity";

  /** Whether the row is trained on; the others validate. */
  static final String IS_TRAIN = "is_train";

  /** With the line the row's identity. */
  static final String SOURCE = "source";

  static final String LINE = "line";

  private static final long PARTS = 1_000_000;

  private History() {}

  /**
   * Says early and in one line that there is nothing to learn from.
   *
   * @param folder an absolute path
   */
  static void requireFiles(String folder) throws IOException {
    if (!hasFiles(folder)) {
      throw new SidecartException(
          "No purchases in "
              + folder
              + ": run prepare and split first, or give --history=<folder>");
    }
  }

  /**
   * Whether there are Parquet files.
   *
   * @param folder an absolute path
   */
  static boolean hasFiles(String folder) throws IOException {
    for (Entry file : Storages.visibleFiles(Storages.of(folder), folder)) {
      if (file.name().endsWith(".parquet")) {
        return true;
      }
    }
    return false;
  }

  /** Reads the rows and says of each on which side of the split it is. */
  static Dataset<Row> read(SparkSession spark, String folder, double trainFraction, long seed) {
    Dataset<Row> rows =
        spark.read().option("recursiveFileLookup", "true").parquet(Storages.forHadoop(folder));
    requireColumn(rows.schema(), folder, USER, DataTypes.IntegerType);
    requireColumn(rows.schema(), folder, ITEM, DataTypes.IntegerType);
    requireColumn(rows.schema(), folder, QUANTITY, DataTypes.IntegerType);
    requireColumn(rows.schema(), folder, SOURCE, DataTypes.StringType);
    requireColumn(rows.schema(), folder, LINE, DataTypes.LongType);
    return rows.select(
        col(USER), col(ITEM), col(QUANTITY), isTrain(trainFraction, seed).as(IS_TRAIN));
  }

  /**
   * Whether a row is trained on. That depends on the row's identity and the seed alone, not on how
   * the rows stand in files.
   */
  static Column isTrain(double trainFraction, long seed) {
    // The text keeps this split apart from others that hash the same identity.
    Column hash = xxhash64(lit("train"), lit(seed), col(SOURCE), col(LINE));
    return pmod(hash, lit(PARTS)).lt(lit(Math.round(trainFraction * PARTS)));
  }

  private static void requireColumn(StructType schema, String folder, String name, DataType type) {
    if (!List.of(schema.fieldNames()).contains(name)
        || !schema.apply(name).dataType().sameType(type)) {
      throw new SidecartException(
          "History "
              + folder
              + " has no column "
              + name
              + " of type "
              + type.simpleString()
              + ", but "
              + schema.simpleString());
    }
  }
}
