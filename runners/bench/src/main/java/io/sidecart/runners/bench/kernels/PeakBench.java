package io.sidecart.runners.bench.kernels;

import dev.ludovic.netlib.blas.BLAS;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one core of the machine can do at most. */
@State(Scope.Thread)
public class PeakBench {
  /** 512 MB of floats: more than any cache holds. */
  static final int FLOATS = 1 << 27;

  static final int STEPS = 1 << 16;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 16;

  /** Rows and columns of the square matrices. */
  @Param("1024")
  int size;

  private BLAS blas;
  private float[] left;
  private float[] right;
  private float[] product;
  private float factor = 0.5f;

  /** What no cache holds, for the one who reads it. */
  @State(Scope.Thread)
  public static class Large {
    private final float[] floats = new float[FLOATS];
  }

  @Setup
  public void setUp() {
    blas = Backend.best();
    left = new Shape(size, size).itemRows();
    right = new Shape(size, size).userRows(size);
    product = new float[size * size];
  }

  static double sgemmFlop(int size) {
    return 2.0 * size * size * size;
  }

  /** Multiplications and additions of {@link #registers}. */
  static double registerFlop() {
    return 2.0 * STEPS * CHAINS * SPECIES.length();
  }

  @Benchmark
  public float[] sgemm() {
    multiply("N");
    return product;
  }

  /** Of rows by rows, as a search needs it. */
  @Benchmark
  public float[] sgemmTransposed() {
    multiply("T");
    return product;
  }

  private void multiply(String transposed) {
    blas.sgemm(transposed, "N", size, size, size, 1f, left, size, right, size, 0f, product, size);
  }

  /** Reads an array from front to back. */
  @Benchmark
  public float read(Large memory) {
    float[] large = memory.floats;
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int lanes = SPECIES.length();
    for (int i = 0; i < large.length; i += 4 * lanes) {
      a = a.add(FloatVector.fromArray(SPECIES, large, i));
      b = b.add(FloatVector.fromArray(SPECIES, large, i + lanes));
      c = c.add(FloatVector.fromArray(SPECIES, large, i + 2 * lanes));
      d = d.add(FloatVector.fromArray(SPECIES, large, i + 3 * lanes));
    }
    return a.add(b).add(c.add(d)).lane(0);
  }

  /** Multiplies and adds, each rounded, with no memory in between. */
  @Benchmark
  public float registers() {
    FloatVector x = FloatVector.broadcast(SPECIES, factor);
    FloatVector a = x;
    FloatVector b = x.add(1f);
    FloatVector c = x.add(2f);
    FloatVector d = x.add(3f);
    FloatVector e = x.add(4f);
    FloatVector f = x.add(5f);
    FloatVector g = x.add(6f);
    FloatVector h = x.add(7f);
    FloatVector i = x.add(8f);
    FloatVector j = x.add(9f);
    FloatVector k = x.add(10f);
    FloatVector l = x.add(11f);
    FloatVector m = x.add(12f);
    FloatVector n = x.add(13f);
    FloatVector o = x.add(14f);
    FloatVector p = x.add(15f);
    for (int step = 0; step < STEPS; step++) {
      a = a.mul(x).add(x);
      b = b.mul(x).add(x);
      c = c.mul(x).add(x);
      d = d.mul(x).add(x);
      e = e.mul(x).add(x);
      f = f.mul(x).add(x);
      g = g.mul(x).add(x);
      h = h.mul(x).add(x);
      i = i.mul(x).add(x);
      j = j.mul(x).add(x);
      k = k.mul(x).add(x);
      l = l.mul(x).add(x);
      m = m.mul(x).add(x);
      n = n.mul(x).add(x);
      o = o.mul(x).add(x);
      p = p.mul(x).add(x);
    }
    FloatVector first = a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h)));
    FloatVector second = i.add(j).add(k.add(l)).add(m.add(n).add(o.add(p)));
    return first.add(second).lane(0);
  }
}
