package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.runners.launcher.bench.versus.Product.Way;
import io.sidecart.runners.launcher.bench.versus.RateSteps.StepLength;
import java.util.List;

/**
 * How much is measured.
 *
 * @param backlog events that wait; 0 where rates alone are measured
 * @param batches micro-batches of the original
 * @param ways how Sidecart works the backlog off
 * @param remembering whether Sidecart and the plain loop remember items, one after the other
 * @param originalRates events a second that the original is offered; none where it is left out
 * @param sidecartRates the same for Sidecart
 * @param refine more rates for each bound of latency
 * @param cases shops of different sizes
 * @param smallFiles counts of files to compact
 */
record Sizes(
    int backlog,
    List<Batches> batches,
    List<Way> ways,
    List<Boolean> remembering,
    List<Integer> originalRates,
    List<Integer> sidecartRates,
    StepLength step,
    int refine,
    List<Scale.Case> cases,
    List<Integer> smallFiles) {

  /** So many times the backlog of a comparison with the original. */
  private static final int LIMIT = 4;

  /**
   * Micro-batches of one size.
   *
   * @param events of each at most
   * @param shufflePartitions 200 is Spark's default, 2 its best here
   * @param count how many, of which the first is warm-up
   */
  record Batches(int events, int shufflePartitions, int count) {}

  /** The same with rates alone. */
  Sizes ofRates() {
    return new Sizes(
        0,
        List.of(),
        List.of(),
        List.of(),
        originalRates,
        sidecartRates,
        step,
        refine,
        cases,
        smallFiles);
  }

  /**
   * A stream and the plain loop alone, every event scored, on a backlog that leaves both the time
   * to get warm.
   */
  Sizes ofLimit() {
    return new Sizes(
        LIMIT * backlog,
        List.of(),
        List.of(Way.STREAM),
        List.of(false),
        List.of(),
        List.of(),
        step,
        refine,
        cases,
        smallFiles);
  }

  /** What is measured in each run. */
  int steps() {
    int originals = originalRates.isEmpty() ? 0 : batches.size() + 1;
    int backlogs = remembering.size() * (1 + ways.size());
    return originals + backlogs + (sidecartRates.isEmpty() ? 0 : 1);
  }

  static Sizes quick() {
    return new Sizes(
        600_000,
        List.of(
            new Batches(100, 2, 2),
            new Batches(100, 200, 2),
            new Batches(1_000, 2, 3),
            new Batches(300_000, 2, 2)),
        List.of(Way.STREAM),
        List.of(false),
        List.of(50, 800),
        List.of(1_000, 16_000),
        new StepLength(15, 2, 5),
        0,
        Scale.quick(),
        List.of(500));
  }

  static Sizes full() {
    return new Sizes(
        2_000_000,
        List.of(
            new Batches(100, 2, 10),
            new Batches(100, 200, 4),
            new Batches(1_000, 2, 8),
            new Batches(10_000, 2, 6),
            new Batches(100_000, 2, 4),
            new Batches(500_000, 2, 4)),
        List.of(Way.BATCH, Way.STREAM),
        List.of(false, true),
        List.of(25, 100, 400, 1_600, 6_400),
        List.of(1_000, 2_000, 4_000, 8_000, 16_000, 32_000),
        new StepLength(60, 4, 8),
        1,
        Scale.full(),
        List.of(1_000, 10_000));
  }
}
