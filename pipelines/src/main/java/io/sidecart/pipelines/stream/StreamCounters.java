package io.sidecart.pipelines.stream;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What the counters of the stream say, taken together. */
record StreamCounters(Map<String, Long> counters) {
  static final String EVENTS = "events.parsed";
  static final String ROWS = "parquet.rows";
  private static final String DEAD_LETTERS = "events.dead_letter";
  private static final List<String> LOOK_UPS =
      List.of("own_purchases", "item_features", LookUpUserFactors.NAME);

  /** Those that there are on every runner from the beginning, whether they counted or not. */
  private static final List<String> ALWAYS =
      List.of(
          EVENTS,
          DEAD_LETTERS,
          ROWS,
          "parquet.files",
          "messages.published",
          "served.model",
          "served.baseline",
          "models.refused",
          "models.pointer_failures",
          "own_purchases.hits",
          "own_purchases.misses",
          "item_features.hits",
          "item_features.misses",
          LookUpUserFactors.NAME + ".hits",
          LookUpUserFactors.NAME + ".misses",
          TellDelayed.ANSWERS,
          TellDelayed.MILLIONTHS);

  /** All by name, with those of zero. */
  Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    ALWAYS.forEach(name -> all.put(name, 0L));
    all.putAll(counters);
    return all;
  }

  StreamCounters since(Map<String, Long> earlier) {
    Map<String, Long> since = new TreeMap<>();
    counters.forEach((name, value) -> since.put(name, value - earlier.getOrDefault(name, 0L)));
    return new StreamCounters(since);
  }

  long get(String name) {
    return counters.getOrDefault(name, 0L);
  }

  /** Read, whatever became of them. */
  long messages() {
    return get(EVENTS) + deadLetters();
  }

  /** Messages that are no event. */
  long deadLetters() {
    return get(DEAD_LETTERS);
  }

  /** The delayed precision of the windows that are over, empty before the first is. */
  OptionalDouble delayedPrecision() {
    long answers = get(TellDelayed.ANSWERS);
    return answers == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) get(TellDelayed.MILLIONTHS) / TellDelayed.UNIT / answers);
  }

  String hitRate() {
    long hits = 0;
    long misses = 0;
    for (String name : LOOK_UPS) {
      hits += get(name + ".hits") + get(name + ".negative_hits");
      misses += get(name + ".misses");
    }
    return hits + misses == 0
        ? "none"
        : "%.0f %% from the cache".formatted(100.0 * hits / (hits + misses));
  }
}
