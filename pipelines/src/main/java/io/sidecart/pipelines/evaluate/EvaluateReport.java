package io.sidecart.pipelines.evaluate;

import static io.sidecart.pipelines.job.Reports.number;

import io.sidecart.model.evaluate.Estimate;
import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.Scores;
import io.sidecart.model.evaluate.Segment;
import io.sidecart.pipelines.job.Reports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an evaluation found.
 *
 * @param data what was evaluated on
 * @param k how many items are shown
 * @param depth how many items recall, nDCG and MAP look at
 * @param settings the options that the methods and intervals depend on, by name
 */
record EvaluateReport(
    Data data, int k, int depth, Map<String, Object> settings, List<Comparison> comparisons) {
  EvaluateReport {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The purchases.
   *
   * @param history their folder, as given
   * @param withoutTime how many of them have none, and count as older than the others
   */
  record Data(String history, int purchases, int withoutTime, int users, int items) {
    /** A line for people; empty where all have a time. */
    private String untimed() {
      return withoutTime == 0
          ? ""
          : "%s of the %s purchases have no time and count as older than the others.%n"
              .formatted(number(withoutTime), number(purchases));
    }
  }

  /** For people at a terminal: the precision of each method. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(data.withoutTime() == 0 ? "" : "  " + data.untimed());
    for (Comparison comparison : comparisons) {
      text.append(
          "%n  %s: %s; %s users%n"
              .formatted(
                  comparison.protocol(), comparison.description(), number(comparison.users())));
      text.append(
          "  %-18s %16s %16s %16s %8s %8s%n"
              .formatted("precision@" + k, "overall", "repeat", "explore", "train s", "score s"));
      for (Comparison.Result result : comparison.results()) {
        text.append("  %-18s".formatted(result.method()));
        for (Segment segment : Segment.values()) {
          Estimate precision = scores(result, segment).estimate(Measure.PRECISION);
          text.append(
              format(
                  " %7.3f +-%6.3f", precision.value(), (precision.high() - precision.low()) / 2));
        }
        text.append(format(" %8.1f %8.1f%n", result.trainSeconds(), result.scoreSeconds()));
      }
      text.append(RuleTable.toText(comparison.ruleCosts(), k));
    }
    return text.toString();
  }

  /** Every measure with its interval, one table a protocol and segment. */
  String toMarkdown() {
    StringBuilder text = new StringBuilder("# Evaluation\n\n");
    text.append(
        "%s purchases of %s items by %s users. In brackets: 95 %% bootstrap intervals over users.%n"
            .formatted(number(data.purchases()), number(data.items()), number(data.users())));
    text.append(data.untimed());
    text.append("Settings: ")
        .append(
            settings.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", ")))
        .append(".\n");
    for (Comparison comparison : comparisons) {
      text.append(
          "%n## Protocol %s%n%n%s; %s purchases known, %s users asked for.%n"
              .formatted(
                  comparison.protocol(),
                  comparison.description(),
                  number(comparison.knownPurchases()),
                  number(comparison.users())));
      for (Segment segment : Segment.values()) {
        appendTable(text, comparison, segment);
      }
      text.append(RuleTable.toMarkdown(comparison.ruleCosts(), k));
    }
    return text.toString();
  }

  private void appendTable(StringBuilder text, Comparison comparison, Segment segment) {
    text.append("\n### ").append(title(segment)).append("\n\n");
    appendRow(
        text,
        Stream.concat(
            Stream.of("method"),
            Stream.concat(
                Stream.of(Measure.values()).map(this::name), Stream.of("train s", "score s"))));
    appendRow(text, Stream.generate(() -> "---").limit(Measure.values().length + 3L));
    for (Comparison.Result result : comparison.results()) {
      Scores scores = scores(result, segment);
      appendRow(
          text,
          Stream.concat(
              Stream.of(result.method()),
              Stream.concat(
                  Stream.of(Measure.values()).map(each -> cell(scores.estimate(each))),
                  Stream.of(result.trainSeconds(), result.scoreSeconds())
                      .map(seconds -> format("%.1f", seconds)))));
    }
  }

  private static void appendRow(StringBuilder text, Stream<String> cells) {
    text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String title(Segment segment) {
    return switch (segment) {
      case OVERALL -> "Overall: all items are ranked";
      case REPEAT -> "Repeat: only items that the user bought before";
      case EXPLORE -> "Explore: only items that the user never bought before";
    };
  }

  private static String cell(Estimate estimate) {
    return format("%.3f [%.3f, %.3f]", estimate.value(), estimate.low(), estimate.high());
  }

  /** The name of a measure with its number of items, such as precision@5. */
  private String name(Measure measure) {
    return switch (measure) {
      case PRECISION -> "precision@" + k;
      case RECALL -> "recall@" + depth;
      case NDCG -> "nDCG@" + depth;
      case MAP -> "MAP@" + depth;
      case HIT_RATE -> "hit rate@" + k;
      case COVERAGE -> "coverage@" + k;
    };
  }

  /** For programs. */
  String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("settings", settings);
    json.put(
        "protocols",
        comparisons.stream()
            .map(
                comparison -> {
                  Map<String, Object> each = new LinkedHashMap<>();
                  each.put("protocol", comparison.protocol());
                  each.put("description", comparison.description());
                  each.put("known_purchases", comparison.knownPurchases());
                  each.put("users", comparison.users());
                  each.put("rules", RuleTable.toJson(comparison.ruleCosts(), k));
                  each.put("methods", comparison.results().stream().map(this::json).toList());
                  return each;
                })
            .toList());
    return Reports.toJson(json);
  }

  private Map<String, Object> json(Comparison.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", result.method());
    json.put("train_seconds", result.trainSeconds());
    json.put("score_seconds", result.scoreSeconds());
    for (Segment segment : Segment.values()) {
      Scores scores = scores(result, segment);
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("users_with_hits", scores.usersWithHits());
      for (Measure measure : Measure.values()) {
        each.put(
            name(measure).toLowerCase(Locale.ROOT).replace(" ", "_").replace("@", "_at_"),
            scores.estimate(measure));
      }
      json.put(segment.name().toLowerCase(Locale.ROOT), each);
    }
    return json;
  }

  private static Scores scores(Comparison.Result result, Segment segment) {
    Scores scores = result.scores().get(segment);
    if (scores == null) {
      throw new IllegalStateException(result.method() + " has no scores of " + segment);
    }
    return scores;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
