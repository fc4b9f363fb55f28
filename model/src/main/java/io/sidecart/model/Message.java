package io.sidecart.model;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka message as it was read, before anything is known of its content.
 *
 * @param id where it stands
 * @param timestamp the message's own time, which is the event time, to the millisecond; as it was
 *     sent, see {@link EventTime}
 * @param key the raw key, null where there is none
 * @param value the raw value, null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes: never changed after construction
public record Message(EventId id, Instant timestamp, byte @Nullable [] key, byte @Nullable [] value)
    implements Serializable {
  public Message {
    requireNonNull(id, "id");
    requireNonNull(timestamp, "timestamp");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Message that
        && id.equals(that.id)
        && timestamp.equals(that.timestamp)
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Message[" + id + " at " + timestamp + "]";
  }
}
