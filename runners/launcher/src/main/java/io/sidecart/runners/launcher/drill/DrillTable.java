package io.sidecart.runners.launcher.drill;

import io.sidecart.pipelines.job.Reports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The results of several drills, for people as Markdown and for programs as JSON. */
final class DrillTable {
  private static final String HEAD =
      """
      | drill | what breaks | outcome | sent | arrived | lost | doubled, before and after `compact` \
      | dead letters | on again after | took |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private DrillTable() {}

  static String markdown(List<DrillResult> results) {
    StringBuilder table = new StringBuilder(HEAD);
    results.forEach(result -> table.append(row(result)).append('\n'));
    return table.toString();
  }

  private static String row(DrillResult result) {
    String start =
        "| `%s` | %s | %s | ".formatted(result.drill(), result.breaks(), result.outcome());
    if (result.outcome() == DrillResult.Outcome.skipped) {
      return start + "%s | | | | | | |".formatted(String.join("; ", result.notes()));
    }
    Double recovery = result.recoverySeconds();
    return start
        + String.format(
            Locale.ROOT,
            "%,d | %,d | %,d | %,d, %,d | %,d | %s | %.0f s |",
            result.sent(),
            result.arrived(),
            result.lost(),
            result.doubled(),
            result.doubledAfterCompact(),
            result.deadLetters(),
            recovery == null ? "-" : String.format(Locale.ROOT, "%.1f s", recovery),
            result.seconds());
  }

  /** The table, then what else there is to tell of each. */
  static void print(List<DrillResult> results, PrintStream out) {
    out.printf("%n%s%n", markdown(results));
    for (DrillResult result : results) {
      result.notes().forEach(note -> out.printf("%s: %s%n", result.drill(), note));
      result.faults().forEach(fault -> out.printf("%s FAILED: %s%n", result.drill(), fault));
    }
  }

  static void write(List<DrillResult> results, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, Reports.toJson(List.copyOf(results)));
  }
}
