package io.sidecart.pipelines.tune;

import static java.util.Objects.requireNonNull;

import io.sidecart.model.evaluate.Measure;
import io.sidecart.model.evaluate.Segment;
import io.sidecart.model.manifest.Manifest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finished trial.
 *
 * @param parameters what was tried
 * @param windows what it scored in each window
 * @param seconds what it took
 */
public record Trial(Manifest.Parameters parameters, List<Window> windows, double seconds) {
  public Trial {
    requireNonNull(parameters, "parameters");
    windows = List.copyOf(windows);
  }

  /**
   * What parameters score in one window.
   *
   * @param from its start, as ISO text
   * @param until its end, as ISO text, excluded
   * @param users who were asked for
   * @param scores of each measure, in each segment
   */
  public record Window(
      String from, String until, int users, Map<Segment, Map<Measure, Double>> scores) {
    public Window {
      requireNonNull(from, "from");
      requireNonNull(until, "until");
      scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    }
  }

  /** The mean over windows. */
  double mean(Segment segment, Measure measure) {
    return windows.stream()
        .mapToDouble(
            window -> window.scores().getOrDefault(segment, Map.of()).getOrDefault(measure, 0.0))
        .average()
        .orElse(0);
  }
}
