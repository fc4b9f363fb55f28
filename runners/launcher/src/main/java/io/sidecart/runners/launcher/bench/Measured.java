package io.sidecart.runners.launcher.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the looks at the stream come to, over the time that is measured.
 *
 * @param seconds that were measured
 * @param sentPerSecond events that were really sent
 * @param committedPerSecond events that every sink has, over all of the time, idle or not; commits
 *     come in steps, so one more or less may fall into it
 * @param publishedPerSecond messages that came out in Kafka
 * @param lagFirst events that were waiting when the measuring began
 * @param lagLast events that were waiting when it ended
 * @param lagMost the most that were waiting
 * @param memoryEverySeconds how far the values of residentMb are apart, but for the last
 * @param residentMb at the beginning, again and again, and at the end
 * @param cores how many each process kept busy, by name
 */
record Measured(
    double seconds,
    double sentPerSecond,
    double committedPerSecond,
    double publishedPerSecond,
    long lagFirst,
    long lagLast,
    long lagMost,
    double memoryEverySeconds,
    List<Long> residentMb,
    Map<String, Double> cores) {
  private static final double MINUTE = 60;
  private static final int MOST_STEPS = 12;

  /**
   * @param samples in the order of their times, at least two
   */
  static Measured of(List<Sample> samples) {
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double seconds = last.at() - first.at();
    double step = Math.max(seconds / MOST_STEPS, Math.min(MINUTE, seconds / 2));
    Map<String, Double> cores = new LinkedHashMap<>();
    last.cpu().forEach((name, cpu) -> cores.put(name, (cpu - first.cpu().get(name)) / seconds));
    return new Measured(
        seconds,
        (last.sent() - first.sent()) / seconds,
        (last.committed() - first.committed()) / seconds,
        (last.published() - first.published()) / seconds,
        first.lag(),
        last.lag(),
        samples.stream().mapToLong(Sample::lag).max().orElse(0),
        step,
        residentMb(samples, step),
        cores);
  }

  /** At the beginning, each step, and at the end. */
  private static List<Long> residentMb(List<Sample> samples, double step) {
    List<Long> memory = new ArrayList<>();
    double next = samples.get(0).at();
    for (Sample sample : samples.subList(0, samples.size() - 1)) {
      if (sample.at() >= next) {
        memory.add(sample.residentMb());
        next += step;
      }
    }
    memory.add(samples.get(samples.size() - 1).residentMb());
    return memory;
  }
}
