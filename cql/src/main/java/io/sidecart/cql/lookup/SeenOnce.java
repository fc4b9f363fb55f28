package io.sidecart.cql.lookup;

import io.sidecart.cql.own.OwnEvent;
import io.sidecart.cql.own.OwnEvents;
import io.sidecart.cql.own.OwnOrigin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The events of rows that may overlap, each once, in an order that does not depend on how they were
 * cut into rows: by place, then by offset, then by time, in which the events of one offset differ
 * where a topic was made anew.
 */
final class SeenOnce {
  private static final Comparator<OwnEvent> ORDER =
      Comparator.comparingLong(OwnEvent::offset).thenComparingLong(OwnEvent::millis);

  private final Map<String, Set<OwnEvent>> events = new TreeMap<>();

  /**
   * Adds those of a row.
   *
   * @param more the events after the first; null where it is alone
   */
  void add(OwnOrigin origin, int itemId, long millis, @Nullable ByteBuffer more) {
    Set<OwnEvent> ofPlace = events.computeIfAbsent(origin.place(), place -> new TreeSet<>(ORDER));
    ofPlace.add(new OwnEvent(origin.first(), itemId, millis));
    if (more != null) {
      ofPlace.addAll(OwnEvents.decode(more));
    }
  }

  List<OwnEvent> inOrder() {
    List<OwnEvent> all = new ArrayList<>();
    events.values().forEach(all::addAll);
    return all;
  }
}
