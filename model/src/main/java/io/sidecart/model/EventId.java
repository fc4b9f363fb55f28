package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where a message stands in Kafka: the identity of an event in every sink.
 *
 * @param topic the topic's name
 * @param partition the partition, from 0
 * @param offset the offset in the partition, from 0
 */
public record EventId(String topic, int partition, long offset)
    implements Comparable<EventId>, Serializable {
  /**
   * The header of a message that names the event it is about, as {@link #toString} gives it: by it
   * a consumer drops repeats.
   */
  public static final String HEADER = "sidecart-id";

  private static final Comparator<EventId> ORDER =
      Comparator.comparing(EventId::topic)
          .thenComparingInt(EventId::partition)
          .thenComparingLong(EventId::offset);

  public EventId {
    requireNonNull(topic, "topic");
  }

  @Override
  public int compareTo(EventId other) {
    return ORDER.compare(this, other);
  }

  /** {@code topic/partition/offset}. */
  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}
