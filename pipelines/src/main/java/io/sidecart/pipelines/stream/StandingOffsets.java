package io.sidecart.pipelines.stream;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which committed offsets to commit once more, as they are.
 *
 * <p>The readers of a stream are no members of its group. Of such a group Kafka forgets an offset
 * some days after it was committed ({@code offsets.retention.minutes}, seven days by default): a
 * partition in which nothing came for so long would be read again from its beginning.
 */
final class StandingOffsets {
  private static final Duration EACH = Duration.ofHours(1);

  private Map<Integer, Long> before;
  private long since;

  /**
   * @param now in nanoseconds, of a clock that only goes forward
   */
  StandingOffsets(Map<Integer, Long> committed, long now) {
    this.before = Map.copyOf(committed);
    this.since = now;
  }

  /**
   * Once an hour those that have stood for all of it in partitions in which nothing waits: what
   * moves is committed by whoever moves it, and must not be set back.
   */
  Map<Integer, Long> due(Lag lag, long now) {
    if (now - since < EACH.toNanos()) {
      return Map.of();
    }
    Map<Integer, Long> standing = new TreeMap<>(lag.committed());
    standing.entrySet().retainAll(before.entrySet());
    standing.keySet().removeIf(partition -> lag.behind().getOrDefault(partition, 1L) > 0);
    before = Map.copyOf(lag.committed());
    since = now;
    return standing;
  }
}
