package io.sidecart.transforms.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a topic.
 *
 * @param key decides the partition, null for any
 * @param value the content, null for a tombstone
 * @param timestamp milliseconds since the epoch, null for the time of sending
 * @param headers text headers
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes on their way out, never compared
public record OutgoingMessage(
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable Long timestamp,
    Map<String, String> headers) {}
