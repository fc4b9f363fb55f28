package io.sidecart.pipelines.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Seconds taken by one step after the other. */
final class Stopwatch {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** Ends a step, which began where the step before ended. */
  void lap(String step) {
    long now = System.nanoTime();
    seconds.put(step, (now - last) / 1e9);
    last = now;
  }

  Map<String, Double> seconds() {
    return Collections.unmodifiableMap(seconds);
  }
}
