package io.sidecart.cql.own;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as a value of {@code list<frozen<tuple<bigint, int, timestamp>>>}, in the bytes of the
 * native protocol, version 3 and later: numbers are big-endian, and each element of the list and of
 * a tuple has its length before it, an int. The driver's own codecs look each field up anew, which
 * takes longer than all else in reading a user's purchases.
 */
public final class OwnEvents {
  private static final int TUPLE_BYTES = 3 * Integer.BYTES + 2 * Long.BYTES + Integer.BYTES;

  private OwnEvents() {}

  /** The value of a list of events. */
  public static ByteBuffer encode(List<OwnEvent> events) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + events.size() * (Integer.BYTES + TUPLE_BYTES));
    bytes.putInt(events.size());
    for (OwnEvent event : events) {
      bytes.putInt(TUPLE_BYTES);
      bytes.putInt(Long.BYTES).putLong(event.offset());
      bytes.putInt(Integer.BYTES).putInt(event.itemId());
      bytes.putInt(Long.BYTES).putLong(event.millis());
    }
    return bytes.flip();
  }

  /**
   * The events of a value, which is left as it is.
   *
   * @throws IllegalArgumentException if it is no value of this type, or lacks a field
   */
  public static List<OwnEvent> decode(ByteBuffer value) {
    ByteBuffer bytes = value.duplicate();
    int size = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
    if (size < 0 || bytes.remaining() != (long) size * (Integer.BYTES + TUPLE_BYTES)) {
      throw new IllegalArgumentException(
          "own_purchases.more has %d bytes for %d events".formatted(value.remaining(), size));
    }
    List<OwnEvent> events = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      expect(bytes, TUPLE_BYTES);
      expect(bytes, Long.BYTES);
      long offset = bytes.getLong();
      expect(bytes, Integer.BYTES);
      int itemId = bytes.getInt();
      expect(bytes, Long.BYTES);
      events.add(new OwnEvent(offset, itemId, bytes.getLong()));
    }
    return events;
  }

  private static void expect(ByteBuffer bytes, int length) {
    int found = bytes.getInt();
    if (found != length) {
      throw new IllegalArgumentException(
          "own_purchases.more has a field of %d bytes where %d are due".formatted(found, length));
    }
  }
}
