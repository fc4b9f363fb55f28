package io.sidecart.pipelines.train;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts Spark when it is first needed, and stops it where it was started. */
public final class LazySpark implements Supplier<SparkRun>, AutoCloseable {
  private final String master;
  private @Nullable SparkRun run;

  /**
   * @param master local[n], or a cluster's URL
   */
  public LazySpark(String master) {
    this.master = master;
  }

  /**
   * @throws io.sidecart.model.SidecartException if it does not start
   */
  @Override
  public SparkRun get() {
    if (run == null) {
      run = SparkRun.start(master);
    }
    return run;
  }

  @Override
  public void close() {
    if (run != null) {
      run.close();
    }
  }
}
