package io.sidecart.runners.bench.kernels;

import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What one core can do at most.
 *
 * @param backend the class of netlib that multiplies
 * @param sgemmGflops of its best product of two square matrices
 * @param registerGflops of multiplications and additions, each rounded, without any memory
 * @param readGbPerSecond from an array that fits no cache
 */
record Peaks(String backend, double sgemmGflops, double registerGflops, double readGbPerSecond) {

  private static final int WARM_UPS = 3;

  static Peaks measure(JmhRun jmh) throws RunnerException {
    double sgemm = 0;
    for (int size : new int[] {256, 1024}) {
      for (String method : new String[] {"sgemm", "sgemmTransposed"}) {
        double micros = micros(jmh, method, size);
        sgemm = Math.max(sgemm, PeakBench.sgemmFlop(size) / micros / 1e3);
      }
    }
    return new Peaks(
        Backend.best().getClass().getSimpleName(),
        sgemm,
        PeakBench.registerFlop() / micros(jmh, "registers", 1) / 1e3,
        4.0 * PeakBench.FLOATS / micros(jmh, "read", 1) / 1e3);
  }

  private static double micros(JmhRun jmh, String method, int size) throws RunnerException {
    return jmh.micros(PeakBench.class, method, true, WARM_UPS, Map.of("size", size)).median();
  }
}
