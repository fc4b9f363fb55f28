package io.sidecart.pipelines.stream;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a consumer group is behind.
 *
 * @param committed the first offset that is not done, by partition
 * @param ends the offset after the last message, by partition
 */
record Lag(Map<Integer, Long> committed, Map<Integer, Long> ends) {
  private static final int MOST_SHOWN = 8;

  /** How many messages wait, by partition. */
  Map<Integer, Long> behind() {
    Map<Integer, Long> behind = new TreeMap<>();
    ends.forEach(
        (partition, end) ->
            behind.put(partition, Math.max(0, end - committed.getOrDefault(partition, 0L))));
    return behind;
  }

  /** For a line: each partition where they are few, the sum and the worst where they are many. */
  @Override
  public String toString() {
    Map<Integer, Long> behind = behind();
    if (behind.size() <= MOST_SHOWN) {
      return behind.entrySet().stream()
          .map(each -> "%d:%,d".formatted(each.getKey(), each.getValue()))
          .collect(Collectors.joining(" "));
    }
    Map.Entry<Integer, Long> worst =
        Collections.max(behind.entrySet(), Map.Entry.comparingByValue());
    return "%,d in %d partitions, at most %,d in %d"
        .formatted(
            behind.values().stream().mapToLong(Long::longValue).sum(),
            behind.size(),
            worst.getValue(),
            worst.getKey());
  }
}
