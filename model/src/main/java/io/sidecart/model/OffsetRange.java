package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Offsets of one partition, from the first to the last, both included.
 *
 * @param topic the topic's name
 * @param partition the partition, from 0
 * @param first the first offset
 * @param last the last offset, not before the first
 */
public record OffsetRange(String topic, int partition, long first, long last)
    implements Serializable {
  public OffsetRange {
    requireNonNull(topic, "topic");
    if (last < first) {
      throw new IllegalArgumentException("last " + last + " is before first " + first);
    }
  }

  /** The range that holds one identity. */
  public static OffsetRange of(EventId id) {
    return new OffsetRange(id.topic(), id.partition(), id.offset(), id.offset());
  }

  /**
   * The fewest ranges that hold exactly these identities.
   *
   * @param ids in ascending order; one that stands twice counts once
   */
  public static List<OffsetRange> exactly(Iterable<EventId> ids) {
    List<OffsetRange> ranges = new ArrayList<>();
    for (EventId id : ids) {
      OffsetRange open = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (open != null && open.isOf(id) && id.offset() - open.last() <= 1) {
        ranges.set(
            ranges.size() - 1,
            new OffsetRange(open.topic, open.partition, open.first, id.offset()));
      } else {
        ranges.add(of(id));
      }
    }
    return ranges;
  }

  public boolean isOf(EventId id) {
    return topic.equals(id.topic()) && partition == id.partition();
  }

  public boolean contains(EventId id) {
    return isOf(id) && first <= id.offset() && id.offset() <= last;
  }

  public boolean overlaps(OffsetRange that) {
    return topic.equals(that.topic)
        && partition == that.partition
        && first <= that.last
        && that.first <= last;
  }

  /** How many offsets it spans. */
  public long size() {
    return last - first + 1;
  }

  /** {@code topic/partition/first-last}. */
  @Override
  public String toString() {
    return topic + "/" + partition + "/" + first + "-" + last;
  }

  /** The inverse of {@link #toString()}. */
  public static OffsetRange parse(String text) {
    // A topic's name holds no slash, but it may hold a dash.
    String[] parts = text.split("/", -1);
    int dash = parts.length == 3 ? parts[2].indexOf('-') : -1;
    if (dash < 0) {
      throw new IllegalArgumentException("not topic/partition/first-last: " + text);
    }
    return new OffsetRange(
        parts[0],
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2].substring(0, dash)),
        Long.parseLong(parts[2].substring(dash + 1)));
  }
}
