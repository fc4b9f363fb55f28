package io.sidecart.pipelines.train;

import static io.sidecart.pipelines.job.Reports.number;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.ManifestJson;
import io.sidecart.pipelines.job.Reports;
import io.sidecart.pipelines.publish.Outcome;
import java.util.Locale;
import java.util.Map;

/**
 * What a training did.
 *
 * @param manifest of the version that it registered
 * @param k how many items the precision looks at
 * @param seconds taken by each step, in their order
 */
record TrainReport(Manifest manifest, int k, Map<String, Double> seconds) {

  /**
   * For people.
   *
   * @param folder where the version stands
   */
  String toText(String folder) {
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "  model %s registered: %s users x %s items, rank %d, in %s%n",
            manifest.version(),
            number(manifest.size().users()),
            number(manifest.size().items()),
            manifest.size().rank(),
            folder));
    text.append(
        format(
            "  ranking: %s%n",
            manifest.parameters().hasLearnedRanking()
                ? "learned, of own purchases, popularity, price and ALS"
                : "ALS alone"));
    manifest.metrics().forEach((name, value) -> text.append(format("  %s %.4f%n", name, value)));
    text.append("  seconds:");
    seconds.forEach((step, value) -> text.append(format(" %s %.1f", step, value)));
    return text.append(System.lineSeparator()).toString();
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** The manifest with the seconds of each step, and what became of the version. */
  String toJson(Outcome outcome) {
    ObjectNode report = ManifestJson.tree(manifest);
    report.setAll(outcome.toTree());
    ObjectNode steps = report.putObject("seconds");
    seconds.forEach(steps::put);
    return Reports.toJson(report);
  }
}
