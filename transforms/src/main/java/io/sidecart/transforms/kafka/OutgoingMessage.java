package io.sidecart.transforms.kafka;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a topic.
 *
 * @param key decides the partition, null for any
 * @param value the content, null for a tombstone
 * @param timestamp milliseconds since the epoch, null for the time of sending
 * @param headers text headers
 * @param mayBeCut whether a part of it is better than nothing where the brokers take no message of
 *     its size
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes on their way out, never compared
public record OutgoingMessage(
    byte @Nullable [] key,
    byte @Nullable [] value,
    @Nullable Long timestamp,
    Map<String, String> headers,
    boolean mayBeCut) {
  /** The size of the whole value, in bytes, on a message that holds only its beginning. */
  public static final String VALUE_CUT_HEADER = "sidecart-truncated";

  /** The same of the key. */
  public static final String KEY_CUT_HEADER = "sidecart-truncated-key";

  /** A message that is published whole or not at all. */
  public OutgoingMessage(
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Long timestamp,
      Map<String, String> headers) {
    this(key, value, timestamp, headers, false);
  }

  /** The same message, of which a part may be published where the whole is too large. */
  public OutgoingMessage orCut() {
    return new OutgoingMessage(key, value, timestamp, headers, true);
  }

  /**
   * The same with half of its value, or of its key where that is longer; empty where it may not be
   * cut, or nothing is left to cut.
   */
  Optional<OutgoingMessage> shorter() {
    int valueLength = length(value);
    int keyLength = length(key);
    if (!mayBeCut || valueLength + keyLength == 0) {
      return Optional.empty();
    }
    return Optional.of(
        valueLength >= keyLength
            ? new OutgoingMessage(
                key, half(value), timestamp, with(VALUE_CUT_HEADER, valueLength), true)
            : new OutgoingMessage(
                half(key), value, timestamp, with(KEY_CUT_HEADER, keyLength), true));
  }

  /** The length of its key and value. */
  int bytes() {
    return length(key) + length(value);
  }

  private Map<String, String> with(String header, int length) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    // A second cut keeps the size that the first one found.
    all.putIfAbsent(header, String.valueOf(length));
    return all;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }
}
