package io.sidecart.runners.launcher.flow;

import io.sidecart.model.EventId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A set of the identities of events: a bit for each, as tens of millions are counted. */
final class EventIds {
  private record Partition(String topic, int number) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
    }
  }

  private final Map<Partition, BitSet> offsets = new TreeMap<>();

  /** Texts that are no identity. */
  private final Set<String> others = new HashSet<>();

  void add(EventId id) {
    offsets
        .computeIfAbsent(new Partition(id.topic(), id.partition()), partition -> new BitSet())
        .set(Math.toIntExact(id.offset()));
  }

  /**
   * Adds what a message says that it is about.
   *
   * @param text as {@link EventId#toString} gives it, or anything else
   */
  void add(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length == 3 && isNumber(parts[1]) && isNumber(parts[2])) {
      add(new EventId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
    } else {
      others.add(text);
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  boolean contains(EventId id) {
    BitSet seen = offsets.get(new Partition(id.topic(), id.partition()));
    return seen != null && seen.get(Math.toIntExact(id.offset()));
  }

  /** How many there are, with the texts that are none. */
  long size() {
    return others.size() + offsets.values().stream().mapToLong(BitSet::cardinality).sum();
  }

  /** The identities of which that is true, in their order. */
  List<String> where(Predicate<EventId> condition) {
    List<String> found = new ArrayList<>();
    offsets.forEach(
        (partition, seen) ->
            seen.stream()
                .mapToObj(offset -> new EventId(partition.topic(), partition.number(), offset))
                .filter(condition)
                .map(EventId::toString)
                .forEach(found::add));
    return found;
  }
}
