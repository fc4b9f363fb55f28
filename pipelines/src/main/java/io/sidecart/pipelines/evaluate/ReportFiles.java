package io.sidecart.pipelines.evaluate;

import io.sidecart.pipelines.job.ReportFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report as JSON, and beside it as Markdown and as a chart of each protocol. */
final class ReportFiles {
  private static final String JSON = ".json";

  private final boolean wanted;
  private final ReportFile json;
  private final ReportFile markdown;
  private final Map<String, ReportFile> charts;

  private ReportFiles(
      boolean wanted, ReportFile json, ReportFile markdown, Map<String, ReportFile> charts) {
    this.wanted = wanted;
    this.json = json;
    this.markdown = markdown;
    this.charts = charts;
  }

  /**
   * Finds out before the work whether they can be written.
   *
   * @param option what --report says; null where no report is wanted
   * @param protocols the names of those that are drawn
   */
  static ReportFiles claim(@Nullable String option, List<String> protocols) throws IOException {
    @Nullable String base = option == null ? null : base(option);
    Map<String, ReportFile> charts = new LinkedHashMap<>();
    for (String protocol : protocols) {
      charts.put(protocol, ReportFile.claim(base == null ? null : base + "-" + protocol + ".png"));
    }
    return new ReportFiles(
        option != null,
        ReportFile.claim(option),
        ReportFile.claim(base == null ? null : base + ".md"),
        charts);
  }

  private static String base(String option) {
    return option.endsWith(JSON) ? option.substring(0, option.length() - JSON.length()) : option;
  }

  /** The charts last: not every machine can draw. */
  void write(EvaluateReport report) throws IOException {
    if (!wanted) {
      return;
    }
    json.write(report.toJson());
    markdown.write(report.toMarkdown());
    for (Comparison comparison : report.comparisons()) {
      ReportFile chart = charts.get(comparison.protocol());
      if (chart != null) {
        chart.write(Chart.png(comparison, report.k()));
      }
    }
  }
}
