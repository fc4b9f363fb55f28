package io.sidecart.pipelines.retrain;

import io.sidecart.model.EventId;
import io.sidecart.model.OffsetSet;
import java.util.HashMap;
import java.util.Map;

/** Tells the first row of an event from its repeats, which a restart of the stream may leave. */
final class SeenEvents {
  private record Partition(String topic, int number) {}

  private final Map<Partition, OffsetSet> offsets = new HashMap<>();

  /** Whether it was not there before. */
  boolean add(EventId id) {
    OffsetSet seen =
        offsets.computeIfAbsent(
            new Partition(id.topic(), id.partition()), partition -> new OffsetSet(0));
    if (contains(seen, id.offset())) {
      return false;
    }
    seen.add(id.offset(), id.offset());
    return true;
  }

  private static boolean contains(OffsetSet seen, long offset) {
    Map.Entry<Long, Long> run = seen.ahead().floorEntry(offset);
    return offset < seen.committable() || (run != null && offset <= run.getValue());
  }
}
