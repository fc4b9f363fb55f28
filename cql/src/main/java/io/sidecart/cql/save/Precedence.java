package io.sidecart.cql.save;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of a user's rows is the latest: by event time, then by offset. */
final class Precedence {
  private static final int OFFSET_BITS = 20;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  private Precedence() {}

  /**
   * The write timestamp under which Cassandra keeps the later of two rows, whatever the order in
   * which they are written: {@code epochMillis << 20 | offset & 0xFFFFF}.
   *
   * <p>Good until the year 2248. Offsets count only within a millisecond, where a user's events
   * would have to be a million messages apart for their order to be lost.
   */
  static long timestamp(CartEvent event) {
    return event.eventTime().toEpochMilli() << OFFSET_BITS | (event.id().offset() & OFFSET_MASK);
  }

  /** The latest row of each user. */
  static Collection<EnrichedEvent> latest(List<EnrichedEvent> rows) {
    Map<Integer, EnrichedEvent> latest = new HashMap<>();
    for (EnrichedEvent row : rows) {
      latest.merge(
          row.event().userId(),
          row,
          (one, other) -> timestamp(one.event()) > timestamp(other.event()) ? one : other);
    }
    return latest.values();
  }
}
