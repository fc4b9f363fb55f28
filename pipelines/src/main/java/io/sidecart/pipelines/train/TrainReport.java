package io.sidecart.pipelines.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.ManifestJson;
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
  String text(String folder) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Model %s published: %d users x %d items, rank %d, in %s%n"
            .formatted(
                manifest.version(),
                manifest.size().users(),
                manifest.size().items(),
                manifest.size().rank(),
                folder));
    manifest.metrics().forEach((name, value) -> text.append(line("  %s %.4f%n", name, value)));
    text.append("  seconds:");
    seconds.forEach((step, value) -> text.append(line(" %s %.1f", step, value)));
    return text.toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** The manifest with the seconds of each step. */
  String json() {
    ObjectNode report = ManifestJson.tree(manifest);
    ObjectNode steps = report.putObject("seconds");
    seconds.forEach(steps::put);
    return report.toPrettyString() + "\n";
  }
}
