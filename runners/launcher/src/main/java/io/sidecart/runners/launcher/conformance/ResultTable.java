package io.sidecart.runners.launcher.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results as a table in Markdown, one line a job and one column a runner. */
final class ResultTable {
  private ResultTable() {}

  static String of(List<Result> results) {
    List<String> engines = results.stream().map(Result::engine).distinct().toList();
    Map<String, List<Result>> jobs =
        results.stream()
            .collect(Collectors.groupingBy(Result::job, LinkedHashMap::new, Collectors.toList()));
    StringBuilder table = new StringBuilder();
    table.append("| job | rows | ").append(String.join(" | ", engines)).append(" |\n");
    table.append("|---|---|").append("---|".repeat(engines.size())).append("\n");
    jobs.forEach(
        (job, cells) -> {
          table.append("| %s | %,d |".formatted(job, cells.get(0).rows()));
          for (String engine : engines) {
            table.append(
                cells.stream()
                    .filter(cell -> cell.engine().equals(engine))
                    .findFirst()
                    .map(ResultTable::cell)
                    .orElse(" - |"));
          }
          table.append("\n");
        });
    return table.toString();
  }

  private static String cell(Result result) {
    String seconds = "%.1f s |".formatted(result.seconds());
    if (!result.isGood()) {
      return " WRONG (%,d rows), %s".formatted(result.rows(), seconds);
    }
    return result.isReference() ? " reference, " + seconds : " equal, " + seconds;
  }
}
