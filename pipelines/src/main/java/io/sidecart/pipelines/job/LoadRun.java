package io.sidecart.pipelines.job;

import io.sidecart.cql.CassandraFailures;
import io.sidecart.cql.CassandraSettings;
import io.sidecart.model.SidecartException;
import org.apache.beam.sdk.Pipeline;

/** Runs a pipeline that loads Cassandra to its end. */
public final class LoadRun {
  private LoadRun() {}

  /**
   * Returns once all is loaded.
   *
   * @throws SidecartException as {@link BatchRun#toEnd} does, or one that says what Cassandra
   *     refused
   */
  public static void toEnd(Pipeline load, CassandraSettings cassandra) {
    try {
      BatchRun.toEnd(load);
    } catch (RuntimeException e) {
      throw CassandraFailures.explain(cassandra, e)
          .map(
              known ->
                  new SidecartException(
                      known.getMessage() + "; what is loaded is not whole: do it once more", e))
          .orElseThrow(() -> e);
    }
  }
}
