package io.sidecart.cql.lookup;

import io.sidecart.cql.own.OwnEvent;
import io.sidecart.cql.own.OwnEvents;
import io.sidecart.cql.own.OwnOrigin;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of rows that may overlap, each once, in an order that does not depend on how they were
 * cut into rows: by place, then by offset.
 */
final class SeenOnce {
  private final Map<String, TreeMap<Long, OwnEvent>> events = new TreeMap<>();

  /**
   * Adds those of a row.
   *
   * @param more the events after the first; null where it is alone
   */
  void add(OwnOrigin origin, int itemId, long millis, @Nullable ByteBuffer more) {
    TreeMap<Long, OwnEvent> ofPlace =
        events.computeIfAbsent(origin.place(), place -> new TreeMap<>());
    ofPlace.put(origin.first(), new OwnEvent(origin.first(), itemId, millis));
    if (more != null) {
      OwnEvents.decode(more).forEach(event -> ofPlace.put(event.offset(), event));
    }
  }

  List<OwnEvent> inOrder() {
    List<OwnEvent> all = new ArrayList<>();
    events.values().forEach(ofPlace -> all.addAll(ofPlace.values()));
    return all;
  }
}
