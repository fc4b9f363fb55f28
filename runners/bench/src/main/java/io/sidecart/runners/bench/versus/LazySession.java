package io.sidecart.runners.bench.versus;

import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A session that is there once it is asked for: who needs none pays for none. */
final class LazySession implements AutoCloseable {
  private final Place place;
  private @Nullable SparkSession session;

  LazySession(Place place) {
    this.place = place;
  }

  SparkSession get() {
    if (session == null) {
      session =
          SparkSession.builder()
              .appName("original-method")
              .master(place.sparkMaster())
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.cassandra.connection.host", place.cassandraHost())
              .config("spark.cassandra.connection.port", place.cassandraPort())
              // Later than any stop of a round, so that no round pays for a new connection.
              .config("spark.cassandra.connection.keepAliveMS", 3_600_000)
              .getOrCreate();
    }
    return session;
  }

  @Override
  public void close() {
    if (session != null) {
      session.stop();
    }
  }
}
