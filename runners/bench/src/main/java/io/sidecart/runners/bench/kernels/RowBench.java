package io.sidecart.runners.bench.kernels;

import dev.ludovic.netlib.blas.BLAS;
import io.sidecart.model.factors.Shortlist;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What could be written in an hour. */
@State(Scope.Thread)
public class RowBench {
  @Param("5000")
  int items;

  @Param("10")
  int factors;

  private RowSearch search;
  private float[] users;
  private BLAS blas;
  private int next;

  @Setup
  public void setUp() {
    Shape shape = new Shape(items, factors);
    search = new RowSearch(shape, shape.itemRows(), SidecartBench.BLOCK);
    users = shape.userRows(SidecartBench.BLOCK);
    blas = Backend.best();
  }

  @Benchmark
  public Shortlist loop() {
    next = (next + 1) % SidecartBench.BLOCK;
    return search.byLoop(users, next);
  }

  @Benchmark
  public Shortlist sgemv() {
    next = (next + 1) % SidecartBench.BLOCK;
    return search.bySgemv(blas, users, next);
  }

  @Benchmark
  public List<Shortlist> sgemm() {
    return search.bySgemm(blas, users, SidecartBench.BLOCK);
  }
}
