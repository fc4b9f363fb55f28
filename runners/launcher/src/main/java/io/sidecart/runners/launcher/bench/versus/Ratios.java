package io.sidecart.runners.launcher.bench.versus;

import io.sidecart.runners.launcher.bench.BenchTable.Figure;
import io.sidecart.runners.launcher.bench.BenchTable.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** How Sidecart compares, by the medians of a table. */
final class Ratios {
  private static final int CORES = 2;

  private final List<Line> lines;

  private Ratios(List<Line> lines) {
    this.lines = lines;
  }

  /** The name of the line that tells the highest rate within a bound. */
  static String within(String name, int boundMillis) {
    return "%s, highest rate with p99 within %d s".formatted(name, boundMillis / 1000);
  }

  /** A sentence for each. */
  static List<String> of(List<Line> lines) {
    Ratios ratios = new Ratios(lines);
    List<String> notes = new ArrayList<>();
    notes.add(
        ratios.sentence(
            "Beside the original at 100 events a batch and 200 shuffle partitions (its way):"
                + " Sidecart within 3 s",
            ratios.sidecartWithin(3_000),
            ratios.best(line -> line.startsWith("original, 100 events") && line.contains("200")),
            100));
    notes.add(
        ratios.sentence(
            "Beside the original at 100 events a batch and 2 shuffle partitions: Sidecart within 1 s",
            ratios.sidecartWithin(1_000),
            ratios.best(line -> line.startsWith("original, 100 events") && !line.contains("200")),
            100));
    notes.addAll(ofRates(lines));
    notes.add(
        ratios.sentence(
            "A backlog: Sidecart at its best beside the original at its best",
            ratios.best(
                line ->
                    line.startsWith("Sidecart, a batch job")
                        || line.startsWith("Sidecart, a stream")),
            ratios.best(Ratios::isBatch),
            1));
    notes.addAll(ofLimit(lines));
    if (ratios.best(line -> line.endsWith("items remembered")) > 0) {
      notes.add(ratios.besideLoop("items remembered", 0));
      notes.add(ratios.cpuBesideLoop("items remembered"));
    }
    return notes;
  }

  /** Of those of a latency alone. */
  static List<String> ofRates(List<Line> lines) {
    Ratios ratios = new Ratios(lines);
    return List.of(ratios.within(1_000, 20), ratios.within(3_000, 5));
  }

  /** Of those beside the plain loop, every event scored, alone. */
  static List<String> ofLimit(List<Line> lines) {
    Ratios ratios = new Ratios(lines);
    return List.of(
        ratios.besideLoop("every event scored", 0.5), ratios.cpuBesideLoop("every event scored"));
  }

  /** A loop of one thread keeps less than a core busy, or more: its JVM has others. */
  private String cpuBesideLoop(String way) {
    double sidecart = least(line -> line.startsWith("Sidecart, a") && line.endsWith(way));
    double loop = least(line -> line.equals("plain loop, one thread, " + way));
    return String.format(
        Locale.ROOT,
        "CPU of a million events, %s: Sidecart %,.1f s, the plain loop %,.1f s: %,.2f times as many"
            + " events for each second of a core",
        way,
        sidecart,
        loop,
        loop / sidecart);
  }

  private double least(Predicate<String> what) {
    return lines.stream()
        .filter(line -> what.test(line.what()))
        .mapToDouble(line -> line.median(Figure.CPU_PER_MILLION))
        .min()
        .orElse(0);
  }

  private String besideLoop(String way, double wanted) {
    double sidecart = best(line -> line.startsWith("Sidecart, a") && line.endsWith(way));
    double loop = best(line -> line.equals("plain loop, one thread, " + way));
    return sentence(
        "For each core, " + way + ": Sidecart beside the plain loop",
        sidecart / CORES,
        loop,
        wanted);
  }

  private static boolean isBatch(String line) {
    return line.startsWith("original") && line.contains("a batch");
  }

  /**
   * A steady rate has a latency of one to two micro-batches. Where no rate of the original holds,
   * what it is given is the largest micro-batch that alone takes no longer than the bound.
   */
  private String within(int bound, double wanted) {
    double sidecart = sidecartWithin(bound);
    double steady = best(line -> line.equals(within("original", bound)));
    if (steady > 0) {
      return sentence("p99 within %d s".formatted(bound / 1000), sidecart, steady, wanted);
    }
    double batch =
        lines.stream()
            .filter(line -> isBatch(line.what()))
            .filter(line -> line.median(Figure.SECONDS) <= bound / 1e3)
            .mapToDouble(line -> line.median(Figure.EVENTS_PER_SECOND))
            .max()
            .orElse(0);
    return sentence(
        "p99 within %d s, which no rate of the original holds; beside its largest micro-batch that takes no longer"
            .formatted(bound / 1000),
        sidecart,
        batch,
        wanted);
  }

  private double sidecartWithin(int bound) {
    return best(line -> line.startsWith("Sidecart") && line.endsWith(within("", bound)));
  }

  private double best(Predicate<String> what) {
    return lines.stream()
        .filter(line -> what.test(line.what()))
        .mapToDouble(line -> line.median(Figure.EVENTS_PER_SECOND))
        .max()
        .orElse(0);
  }

  /**
   * @param wanted 0 where nothing was asked for
   */
  private String sentence(String what, double sidecart, double other, double wanted) {
    if (other == 0) {
      return String.format(Locale.ROOT, "%s: %,.0f events/s, the other none", what, sidecart);
    }
    double ratio = sidecart / other;
    String told =
        String.format(
            Locale.ROOT, "%s: %,.0f events/s to %,.0f, %,.2f times", what, sidecart, other, ratio);
    if (wanted == 0) {
      return told;
    }
    return told
        + String.format(
            Locale.ROOT,
            "; wanted %s times, %s",
            wanted < 1 ? Double.toString(wanted) : String.format(Locale.ROOT, "%,.0f", wanted),
            ratio >= wanted ? "reached" : "not reached");
  }
}
