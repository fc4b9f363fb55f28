package io.sidecart.pipelines.train;

import io.sidecart.model.evaluate.PurchaseLog;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Hands purchases from the driver's memory to Spark, as plain arrays. */
final class LogRows {
  private static final int CHUNK = 65_536;
  private static final StructType SCHEMA =
      new StructType()
          .add(History.USER, DataTypes.IntegerType, false)
          .add(History.ITEM, DataTypes.IntegerType, false)
          .add(History.QUANTITY, DataTypes.IntegerType, false)
          .add(History.SOURCE, DataTypes.StringType, false)
          .add(History.LINE, DataTypes.LongType, false);

  private LogRows() {}

  /** User, item, quantity and identity of each purchase. */
  static Dataset<Row> of(SparkSession spark, PurchaseLog purchases) {
    List<Chunk> chunks = chunks(purchases);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(chunks, Math.max(1, chunks.size()))
            .flatMap(Chunk::rows);
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static List<Chunk> chunks(PurchaseLog purchases) {
    int[] users = new int[purchases.size()];
    for (int user = 0; user < purchases.users(); user++) {
      for (int row = purchases.start(user); row < purchases.end(user); row++) {
        users[row] = purchases.userId(user);
      }
    }
    List<Chunk> chunks = new ArrayList<>();
    for (int start = 0; start < users.length; start += CHUNK) {
      int end = Math.min(start + CHUNK, users.length);
      chunks.add(
          new Chunk(
              IntStream.range(start, end).map(row -> users[row]).toArray(),
              IntStream.range(start, end).map(purchases::itemId).toArray(),
              IntStream.range(start, end).map(purchases::quantity).toArray(),
              IntStream.range(start, end).mapToObj(purchases::source).toArray(String[]::new),
              IntStream.range(start, end).mapToLong(purchases::line).toArray()));
    }
    return chunks;
  }

  private static final class Chunk implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] users;
    private final int[] items;
    private final int[] quantities;
    private final String[] sources;
    private final long[] lines;

    Chunk(int[] users, int[] items, int[] quantities, String[] sources, long[] lines) {
      this.users = users;
      this.items = items;
      this.quantities = quantities;
      this.sources = sources;
      this.lines = lines;
    }

    Iterator<Row> rows() {
      return IntStream.range(0, users.length)
          .mapToObj(i -> RowFactory.create(users[i], items[i], quantities[i], sources[i], lines[i]))
          .iterator();
    }
  }
}
