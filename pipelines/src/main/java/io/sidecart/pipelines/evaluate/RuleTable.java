package io.sidecart.pipelines.evaluate;

import io.sidecart.model.evaluate.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The costs of rules in a report; nothing where none were measured. */
final class RuleTable {
  private RuleTable() {}

  /** For people at a terminal. */
  static String toText(List<RuleCosts.Cost> costs, int k) {
    if (costs.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            format("%n  %-24s %16s %10s%n", "rule of sidecart", "precision@" + k, "cost"));
    for (RuleCosts.Cost cost : costs) {
      Estimate precision = cost.precision();
      text.append(
          format(
              "  %-24s %7.3f +-%6.3f %+10.3f%n",
              cost.rule(),
              precision.value(),
              (precision.high() - precision.low()) / 2,
              cost.difference()));
    }
    return text.toString();
  }

  static String toMarkdown(List<RuleCosts.Cost> costs, int k) {
    if (costs.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("\n### Rules: what each costs Sidecart's ranking\n\n")
            .append("| rule | precision@" + k + " | difference |\n| --- | --- | --- |\n");
    for (RuleCosts.Cost cost : costs) {
      Estimate precision = cost.precision();
      text.append(
          format(
              "| %s | %.3f [%.3f, %.3f] | %+.3f |\n",
              cost.rule(),
              precision.value(),
              precision.low(),
              precision.high(),
              cost.difference()));
    }
    return text.toString();
  }

  /** For programs. */
  static List<Map<String, Object>> toJson(List<RuleCosts.Cost> costs, int k) {
    List<Map<String, Object>> json = new ArrayList<>();
    for (RuleCosts.Cost cost : costs) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("rule", cost.rule());
      each.put("precision_at_" + k, cost.precision());
      each.put("difference", cost.difference());
      json.add(each);
    }
    return json;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
