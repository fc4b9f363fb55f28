package io.sidecart.runners.launcher.bench;

/** Counts latencies by the millisecond, so that any number of them takes the same room. */
public final class Latencies {
  private static final int LONGEST_MILLIS = 3_600_000;

  private final int[] counts = new int[LONGEST_MILLIS + 1];
  private long count;

  /**
   * What was seen, in milliseconds.
   *
   * @param count how many
   */
  public record Summary(long count, int p50, int p99, int max) {}

  /** Longer ones count as an hour, and clocks that disagree as nothing. */
  public void add(long millis) {
    counts[(int) Math.max(0, Math.min(LONGEST_MILLIS, millis))]++;
    count++;
  }

  public Summary summary() {
    return new Summary(count, percentile(0.5), percentile(0.99), percentile(1));
  }

  private int percentile(double share) {
    long wanted = (long) Math.ceil(share * count);
    long seen = counts[0];
    int millis = 0;
    while (seen < wanted) {
      millis++;
      seen += counts[millis];
    }
    return millis;
  }
}
