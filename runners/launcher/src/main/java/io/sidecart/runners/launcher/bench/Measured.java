package io.sidecart.runners.launcher.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the looks at the stream come to, over the time that is measured.
 *
 * @param seconds that were measured
 * @param committedPerSecond events that every sink has
 * @param publishedPerSecond messages that came out in Kafka
 * @param lagFirst events that were waiting when the measuring began
 * @param lagLast events that were waiting when it ended
 * @param lagMost the most that were waiting
 * @param residentMb at the beginning, in the middle and at the end
 * @param cores how many each process kept busy, by name
 */
record Measured(
    double seconds,
    double committedPerSecond,
    double publishedPerSecond,
    long lagFirst,
    long lagLast,
    long lagMost,
    List<Long> residentMb,
    Map<String, Double> cores) {

  /**
   * @param samples in the order of their times, at least two
   */
  static Measured of(List<Sample> samples) {
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double seconds = last.at() - first.at();
    Map<String, Double> cores = new LinkedHashMap<>();
    last.cpu().forEach((name, cpu) -> cores.put(name, (cpu - first.cpu().get(name)) / seconds));
    return new Measured(
        seconds,
        committedPerSecond(samples),
        (last.published() - first.published()) / seconds,
        first.lag(),
        last.lag(),
        samples.stream().mapToLong(Sample::lag).max().orElse(0),
        List.of(
            first.residentMb(), samples.get(samples.size() / 2).residentMb(), last.residentMb()),
        cores);
  }

  /** Commits come in steps: what counts is the time from the first step to the last. */
  private static double committedPerSecond(List<Sample> samples) {
    Sample first = samples.get(0);
    int from = 0;
    while (from < samples.size() && samples.get(from).committed() == first.committed()) {
      from++;
    }
    int to = samples.size() - 1;
    while (to > from && samples.get(to - 1).committed() == samples.get(to).committed()) {
      to--;
    }
    if (to <= from) {
      return 0;
    }
    Sample one = samples.get(from);
    Sample other = samples.get(to);
    return (other.committed() - one.committed()) / (other.at() - one.at());
  }
}
