package io.sidecart.runners.launcher.bench;

import io.sidecart.pipelines.job.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a bench measured.
 *
 * @param isQuick whether sizes were small
 * @param runs how often each thing was measured
 */
record BenchResults(Machine machine, boolean isQuick, int runs, List<BenchTable> tables) {

  /** Writes JSON, and the same as Markdown beside it. */
  void write(Path json) throws IOException {
    Files.createDirectories(json.getParent());
    Files.writeString(json, Reports.toJson(this));
    String name = json.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Files.writeString(
        json.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".md"), toMarkdown());
  }

  String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%nMeasured on %d cores (%s, %d GB, Java %s) that all processes share; heap %s; %s.%n"
            .formatted(
                machine.cores(),
                machine.cpu(),
                machine.memoryGb(),
                machine.jvm(),
                machine.heap(),
                runs == 1
                    ? "one run of each" + (isQuick ? ", small sizes" : "")
                    : "medians of %d runs, least and most in brackets".formatted(runs)));
    tables.forEach(table -> text.append(table.toMarkdown()));
    return text.toString();
  }
}
