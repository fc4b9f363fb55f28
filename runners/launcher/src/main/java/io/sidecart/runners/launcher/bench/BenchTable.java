package io.sidecart.runners.launcher.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What was measured of one subject.
 *
 * @param name the subject
 * @param settings how it was measured, a sentence each
 * @param lines in the order in which they are shown
 * @param notes what follows of the lines, a sentence each: ratios, and where a wish is not met
 */
public record BenchTable(String name, List<String> settings, List<Line> lines, List<String> notes) {

  /** Names of figures, which are the headings. */
  public enum Figure {
    EVENTS_PER_SECOND("events/s", "%,.0f"),
    P50_MILLIS("p50 ms", "%,.0f"),
    P99_MILLIS("p99 ms", "%,.0f"),
    CPU_PER_MILLION("CPU s/million", "%,.1f"),
    PEAK_MB("peak RSS MB", "%,.0f"),
    SECONDS("s", "%,.2f"),
    MISSING("missing", "%,.0f"),
    FILES_AFTER("files after", "%,.0f");

    private final String heading;
    private final String format;

    Figure(String heading, String format) {
      this.heading = heading;
      this.format = format;
    }

    private String text(double value) {
      return String.format(Locale.ROOT, format, value);
    }
  }

  /**
   * One thing that was measured.
   *
   * @param what it was
   * @param figures values of all runs, by figure
   */
  public record Line(String what, Map<Figure, List<Double>> figures) {
    public static Line of(String what, Map<Figure, Double> figures) {
      Map<Figure, List<Double>> values = new LinkedHashMap<>();
      figures.forEach((figure, value) -> values.put(figure, List.of(value)));
      return new Line(what, values);
    }

    private Line and(Line other) {
      Map<Figure, List<Double>> all = new LinkedHashMap<>(figures);
      other.figures.forEach(
          (figure, values) ->
              all.merge(
                  figure,
                  values,
                  (mine, more) -> {
                    List<Double> both = new ArrayList<>(mine);
                    both.addAll(more);
                    return List.copyOf(both);
                  }));
      return new Line(what, all);
    }

    /** The median of a figure over all runs; NaN where it was not measured. */
    public double median(Figure figure) {
      double[] sorted =
          figures.getOrDefault(figure, List.of()).stream()
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      int middle = sorted.length / 2;
      if (sorted.length == 0) {
        return Double.NaN;
      }
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median, and least and most in brackets where there are several runs. */
    private String text(Figure figure) {
      List<Double> values = figures.getOrDefault(figure, List.of());
      if (values.isEmpty()) {
        return "";
      }
      String median = figure.text(median(figure));
      if (values.size() == 1) {
        return median;
      }
      double least = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double most = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return "%s (%s to %s)".formatted(median, figure.text(least), figure.text(most));
    }
  }

  /** One run's lines after another's, those of the same thing together. */
  public static List<Line> merged(List<List<Line>> runs) {
    Map<String, Line> lines = new LinkedHashMap<>();
    runs.forEach(run -> run.forEach(line -> lines.merge(line.what(), line, Line::and)));
    return List.copyOf(lines.values());
  }

  /** The same with one more note. */
  public BenchTable noting(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new BenchTable(name, settings, lines, all);
  }

  String toMarkdown() {
    List<Figure> shown =
        Arrays.stream(Figure.values())
            .filter(figure -> lines.stream().anyMatch(line -> line.figures().containsKey(figure)))
            .toList();
    StringBuilder text = new StringBuilder("\n### " + name + "\n\n");
    settings.forEach(setting -> text.append(setting).append('\n'));
    text.append("\n| what |").append(cells(shown, figure -> " " + figure.heading + " |"));
    text.append("|---|").append(cells(shown, figure -> "---|"));
    for (Line line : lines) {
      text.append("| ").append(line.what()).append(" |");
      text.append(cells(shown, figure -> " " + line.text(figure) + " |"));
    }
    text.append('\n');
    notes.forEach(note -> text.append("- ").append(note).append('\n'));
    return text.toString();
  }

  private static String cells(List<Figure> figures, Function<Figure, String> cell) {
    return String.join("", figures.stream().map(cell).toList()) + "\n";
  }
}
