package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.bench.LoadProducer;
import io.sidecart.runners.launcher.bench.ProcessMeter;
import io.sidecart.runners.launcher.bench.SeenRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Offers one rate after the other to something that streams into a folder. */
final class RateSteps {
  /** The bounds that are asked for. */
  static final int[] BOUNDS_MILLIS = {1_000, 3_000};

  private static final int LAST_BOUND = BOUNDS_MILLIS[BOUNDS_MILLIS.length - 1];
  private static final int START_SECONDS = 120;
  private static final int LATE_SECONDS = 40;
  private static final int FIRST_RATE = 50;

  /** Not worth another step. */
  private static final double CLOSE = 1.5;

  private final LoadProducer producer;
  private final ProcessMeter meter;
  private final Path output;
  private final StepLength length;

  /**
   * How long a step is, in seconds.
   *
   * @param warmUp before the first step
   * @param settle before what is measured
   * @param measure what is measured
   */
  record StepLength(int warmUp, int settle, int measure) {}

  /**
   * What came of a rate.
   *
   * @param rate events a second that were really sent
   * @param missing events of the measured time that were not to be seen in time
   * @param cpu seconds for a million events
   */
  record Step(double rate, long missing, int p50, int p99, double cpu, double peakMb) {
    boolean holds(int boundMillis) {
      return missing == 0 && p99 <= boundMillis;
    }
  }

  RateSteps(LoadProducer producer, ProcessMeter meter, Path output, StepLength length) {
    this.producer = producer;
    this.meter = meter;
    this.output = output;
    this.length = length;
  }

  /** The highest of these rates that holds, below the lowest that does not. */
  static OptionalDouble best(List<Step> steps, int boundMillis) {
    double fails =
        steps.stream()
            .filter(step -> !step.holds(boundMillis))
            .mapToDouble(Step::rate)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return steps.stream()
        .filter(step -> step.holds(boundMillis))
        .mapToDouble(Step::rate)
        .filter(rate -> rate < fails)
        .max();
  }

  /** Sends a little until the first rows are to be seen, and then for a while more. */
  void warmUp(double rate) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (SeenRows.below(output.toString()).rows() == 0) {
      if (System.nanoTime() > until) {
        throw new SidecartException("nothing was written within " + START_SECONDS + " s");
      }
      send(FIRST_RATE, 1);
    }
    send(rate, length.warmUp());
  }

  /**
   * Rates as they are given, up to the first that no bound holds for; then some between the highest
   * that holds a bound and the lowest that does not.
   *
   * @param rates ascending
   * @param refine how many more for each bound
   */
  List<Step> climb(List<Integer> rates, int refine) throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    for (int rate : rates) {
      Step step = run(rate);
      steps.add(step);
      if (!step.holds(LAST_BOUND)) {
        break;
      }
    }
    for (int bound : BOUNDS_MILLIS) {
      for (int i = 0; i < refine; i++) {
        OptionalDouble holds = best(steps, bound);
        OptionalDouble fails =
            steps.stream()
                .filter(step -> !step.holds(bound) && step.rate() > holds.orElse(0))
                .mapToDouble(Step::rate)
                .min();
        if (holds.isPresent()
            && fails.isPresent()
            && fails.getAsDouble() > CLOSE * holds.getAsDouble()) {
          steps.add(run(Math.sqrt(holds.getAsDouble() * fails.getAsDouble())));
        }
      }
    }
    return steps;
  }

  private Step run(double rate) throws IOException, InterruptedException {
    send(rate, length.settle());
    long before = producer.sent();
    long from = laterMillis();
    send(rate, length.measure());
    long to = laterMillis();
    long sent = producer.sent() - before;
    SeenRows seen = awaitAll(from, to, sent);
    return new Step(
        sent * 1e3 / (to - from),
        sent - seen.latency().count(),
        seen.latency().p50(),
        seen.latency().p99(),
        meter.cpu(from, to) * 1e6 / sent,
        meter.peakMb(from, to));
  }

  /** A time in which nothing is sent: events are told apart by milliseconds, many in each. */
  private static long laterMillis() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(2);
    return System.currentTimeMillis();
  }

  private void send(double rate, int seconds) throws InterruptedException {
    producer.send((long) (rate * seconds), rate, () -> true);
  }

  /** What comes late is waited for as well, so that the next step begins with nothing waiting. */
  private SeenRows awaitAll(long from, long to, long sent)
      throws IOException, InterruptedException {
    SeenRows seen;
    do {
      TimeUnit.SECONDS.sleep(2);
      seen = SeenRows.below(output.toString(), from, to);
    } while (seen.latency().count() < sent
        && System.currentTimeMillis() < to + TimeUnit.SECONDS.toMillis(LATE_SECONDS));
    return seen;
  }
}
