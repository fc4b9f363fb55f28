package io.sidecart.runners.bench.versus;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.unix_millis;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The method of the system that Sidecart follows, on Spark Structured Streaming: for each
 * micro-batch {@link OriginalBatch}, rows appended to Parquet, and the average of their precision.
 */
final class OriginalMethod implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OriginalMethod.class);
  private static final StructType EVENT =
      new StructType()
          .add("user_id", DataTypes.IntegerType)
          .add("item_id", DataTypes.IntegerType)
          .add("quantity", DataTypes.IntegerType)
          .add("sales_value", DataTypes.DoubleType);

  private static final int LOOK_MILLIS = 20;

  private final SparkSession spark;
  private final OriginalBatch batches;
  private final String output;
  private final StreamingQuery query;

  private OriginalMethod(SparkSession spark, Place place, Round round) throws Exception {
    this.spark = spark;
    this.batches = new OriginalBatch(SavedFactors.load(spark, place.alsFolder()), this::table);
    this.output = round.output();
    spark.conf().set("spark.sql.shuffle.partitions", round.shufflePartitions());
    // Called so that Java does not take Scala's method of the same name.
    VoidFunction2<Dataset<Row>, Long> handler = this::process;
    this.query =
        events(place, round)
            .writeStream()
            .option("checkpointLocation", round.work())
            .foreachBatch(handler)
            .start();
  }

  /** Reads until it is stopped. */
  static OriginalMethod start(SparkSession spark, Place place, Round round) throws Exception {
    return new OriginalMethod(spark, place, round);
  }

  private Dataset<Row> events(Place place, Round round) {
    DataStreamReader reader =
        spark
            .readStream()
            .format("kafka")
            .option("kafka.bootstrap.servers", place.bootstrapServers())
            .option("subscribe", round.topic())
            .option("startingOffsets", round.from());
    if (round.most() > 0) {
      reader.option("maxOffsetsPerTrigger", round.most());
    }
    return reader
        .load()
        .select(
            from_json(col("value").cast("string"), EVENT).as("event"),
            col("topic"),
            col("partition"),
            col("offset"),
            unix_millis(col("timestamp")).as("event_time"))
        .select("event.*", "topic", "partition", "offset", "event_time");
  }

  private void process(Dataset<Row> batch, Long id) {
    Dataset<Row> rows = batches.rows(batch).persist();
    try {
      rows.write().mode(SaveMode.Append).parquet(output);
      LOG.info("Batch {}: precision {}", id, rows.agg(avg("precision_at_k")).first().get(0));
    } finally {
      rows.unpersist();
    }
  }

  private Dataset<Row> table(String name) {
    return spark
        .read()
        .format("org.apache.spark.sql.cassandra")
        .options(Map.of("keyspace", Place.KEYSPACE, "table", name))
        .load();
  }

  /** Waits for so many micro-batches that had events, or until there are no more events. */
  void await(int batches) throws Exception {
    while (query.isActive() && batches().size() < batches && !isDone()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private boolean isDone() {
    StreamingQueryProgress last = query.lastProgress();
    return last != null && last.numInputRows() == 0 && !batches().isEmpty();
  }

  /**
   * Stops, and tells when each micro-batch that had events began and how long it took, in
   * milliseconds, as a line of JSON.
   */
  String stop() throws Exception {
    List<Map<String, Long>> batches = batches();
    query.stop();
    if (query.exception().isDefined()) {
      throw query.exception().get();
    }
    return new ObjectMapper().writeValueAsString(batches);
  }

  private List<Map<String, Long>> batches() {
    return Arrays.stream(query.recentProgress())
        .filter(batch -> batch.numInputRows() > 0)
        .map(OriginalMethod::told)
        .toList();
  }

  private static Map<String, Long> told(StreamingQueryProgress batch) {
    return Map.of(
        "start",
        Instant.parse(batch.timestamp()).toEpochMilli(),
        "millis",
        batch.durationMs().get("triggerExecution"));
  }

  @Override
  public void close() throws Exception {
    if (query.isActive()) {
      query.stop();
    }
  }
}
