package io.sidecart.runners.launcher.flow;

import io.sidecart.model.EventId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The last event of each user, by event time and then by offset, and who was served another. */
final class LatestEvents {
  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::time).thenComparingLong(event -> event.id().offset());

  private final Map<Integer, Event> last = new HashMap<>();
  private final Set<Integer> right = new HashSet<>();
  private long ofNobody;

  private record Event(Instant time, EventId id) {}

  void add(int user, Instant time, EventId id) {
    last.merge(
        user, new Event(time, id), (one, other) -> ORDER.compare(one, other) < 0 ? other : one);
  }

  /** Takes what stands as the latest of a user, once all events are added. */
  void check(int user, EventId served) {
    Event event = last.get(user);
    if (event == null) {
      ofNobody++;
    } else if (event.id().equals(served)) {
      right.add(user);
    }
  }

  /** Users of whom nothing stands, or another event; or who have none. */
  long wrong() {
    return last.size() - right.size() + ofNobody;
  }
}
