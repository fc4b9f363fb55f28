package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.runners.launcher.bench.BenchTable;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import java.io.IOException;
import java.util.List;

/** One subject on its servers. */
interface Comparison extends AutoCloseable {
  /**
   * Measures all of it once.
   *
   * @param run which time it is, from 1
   */
  List<Line> run(int run) throws Exception;

  /**
   * @param lines of the runs so far
   */
  BenchTable table(List<Line> lines) throws IOException;

  @Override
  default void close() throws IOException, InterruptedException {}
}
