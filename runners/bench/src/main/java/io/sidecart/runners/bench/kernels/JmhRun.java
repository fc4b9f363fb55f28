package io.sidecart.runners.bench.kernels;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs one benchmark in a JVM of its own.
 *
 * @param iterations how many are measured
 * @param millis how long an iteration takes at least
 */
record JmhRun(int iterations, int millis) {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /**
   * Microseconds that a call takes, of each iteration.
   *
   * @param hasVectors whether the JVM gets the Vector API
   * @param warmUps iterations before those
   */
  Spread micros(
      Class<?> benchmark,
      String method,
      boolean hasVectors,
      int warmUps,
      Map<String, Integer> parameters)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + benchmark.getSimpleName() + "\\." + method + "$")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .threads(1)
            .warmupIterations(warmUps)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .timeout(TimeValue.minutes(5))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(flags(hasVectors));
    parameters.forEach((name, value) -> options.param(name, value.toString()));
    Collection<RunResult> results = new Runner(options.build()).run();
    double[] values =
        results.stream()
            .flatMap(result -> result.getBenchmarkResults().stream())
            .flatMap(result -> result.getIterationResults().stream())
            .mapToDouble(JmhRun::score)
            .toArray();
    if (values.length == 0) {
      throw new RunnerException(method + " gave no result");
    }
    return Spread.of(values);
  }

  private static double score(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }

  /** Those of this JVM. */
  private static String[] flags(boolean hasVectors) {
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return own.stream().filter(flag -> hasVectors || !flag.equals(MODULE)).toArray(String[]::new);
  }
}
