package io.sidecart.pipelines.train;

import io.sidecart.model.SidecartException;
import org.apache.spark.sql.SparkSession;

/** A Spark session for one run; a session that is there already is used and left alone. */
public final class SparkRun implements AutoCloseable {
  private final SparkSession session;
  private final boolean isOwn;

  private SparkRun(SparkSession session, boolean isOwn) {
    this.session = session;
    this.isOwn = isOwn;
  }

  /**
   * Starts Spark.
   *
   * @param master local[n], or a cluster's URL
   * @throws SidecartException if it does not start
   */
  public static SparkRun start(String master) {
    boolean isOwn = SparkSession.getDefaultSession().isEmpty();
    return new SparkRun(
        SparkFailures.explained("start Spark on " + master, () -> session(master)), isOwn);
  }

  private static SparkSession session(String master) {
    String temporary = System.getProperty("java.io.tmpdir");
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("sidecart")
            .master(master)
            .config("spark.ui.enabled", false)
            .config("spark.ui.showConsoleProgress", false)
            .config("spark.sql.warehouse.dir", temporary + "/spark-warehouse")
            // Merges small shuffle partitions by itself, so a large number does no harm.
            .config("spark.sql.adaptive.enabled", true);
    if (master.startsWith("local")) {
      builder
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 8);
    }
    return builder.getOrCreate();
  }

  SparkSession session() {
    return session;
  }

  @Override
  public void close() {
    if (isOwn) {
      session.stop();
    }
  }
}
