package io.sidecart.runners.bench.kernels;

import java.util.List;
import org.apache.spark.sql.Row;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the original method scores with. */
@State(Scope.Thread)
public class MllibBench {
  @Param("5000")
  int items;

  @Param("10")
  int factors;

  private MllibSearch search;

  /** Checks that it finds what a loop finds, too. */
  @Setup
  public void setUp() {
    Shape shape = new Shape(items, factors);
    search = new MllibSearch(shape);
    Row first =
        search.search().stream().filter(row -> row.getInt(0) == 0).findFirst().orElseThrow();
    List<Row> found = first.getList(1);
    RowSearch loop = new RowSearch(shape, shape.itemRows(), 1);
    int expected = loop.byLoop(shape.userRows(1), 0).item(0);
    if (found.get(0).getInt(0) != expected) {
      throw new IllegalStateException("MLlib finds " + found + ", but the best is " + expected);
    }
  }

  @TearDown
  public void tearDown() {
    search.close();
  }

  @Benchmark
  public List<Row> recommendForUserSubset() {
    return search.search();
  }
}
