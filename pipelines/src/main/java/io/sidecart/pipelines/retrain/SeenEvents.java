package io.sidecart.pipelines.retrain;

import io.sidecart.model.EventId;
import io.sidecart.model.OffsetSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the first row of an event from its repeats, which a restart of the stream may leave. A
 * repeat has the time of its message; another time is another message, of a topic that was made
 * anew and counts from 0 again.
 */
final class SeenEvents {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /** An hour of a partition: few messages of two topics of one name share one. */
  private record Partition(String topic, int number, long hour) {}

  private final Map<Partition, OffsetSet> offsets = new HashMap<>();

  /**
   * Whether it was not there before.
   *
   * @param time of the message, in milliseconds since the epoch
   */
  boolean add(EventId id, long time) {
    OffsetSet seen = offsets.computeIfAbsent(partition(id, time), partition -> new OffsetSet(0));
    if (contains(seen, id.offset())) {
      return false;
    }
    seen.add(id.offset(), id.offset());
    return true;
  }

  /** Whether it was there before. */
  boolean contains(EventId id, long time) {
    OffsetSet seen = offsets.get(partition(id, time));
    return seen != null && contains(seen, id.offset());
  }

  private static Partition partition(EventId id, long time) {
    return new Partition(id.topic(), id.partition(), Math.floorDiv(time, HOUR_MILLIS));
  }

  private static boolean contains(OffsetSet seen, long offset) {
    Map.Entry<Long, Long> run = seen.ahead().floorEntry(offset);
    return offset < seen.committable() || (run != null && offset <= run.getValue());
  }
}
