package io.sidecart.cql.save;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a value of a user-defined type, one after the other, in the bytes of the native
 * protocol, version 3 and later: numbers are big-endian, and each field, and each element of a
 * list, has its length before it, -1 for null. The driver's codecs look up each field by name and
 * copy its bytes once for each type that it stands in; a row of the stream has a value in two.
 */
final class FieldBytes {
  private static final int NULL = -1;

  private byte[] bytes = new byte[256];
  private int size;

  FieldBytes ofInt(int value) {
    return length(Integer.BYTES).putInt(value);
  }

  FieldBytes ofLong(long value) {
    return length(Long.BYTES).putLong(value);
  }

  FieldBytes ofDouble(@Nullable Double value) {
    return value == null
        ? length(NULL)
        : length(Double.BYTES).putLong(Double.doubleToRawLongBits(value));
  }

  FieldBytes ofText(@Nullable String value) {
    if (value == null) {
      return length(NULL);
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return length(text.length).putBytes(text, text.length);
  }

  FieldBytes ofInts(int[] values) {
    listLength(values.length, Integer.BYTES);
    for (int value : values) {
      ofInt(value);
    }
    return this;
  }

  FieldBytes ofFloats(float[] values) {
    listLength(values.length, Float.BYTES);
    for (float value : values) {
      length(Float.BYTES).putInt(Float.floatToRawIntBits(value));
    }
    return this;
  }

  FieldBytes ofTexts(@Nullable List<String> values) {
    if (values == null) {
      return length(NULL);
    }
    int start = size;
    length(0).putInt(values.size());
    values.forEach(this::ofText);
    ByteBuffer.wrap(bytes).putInt(start, size - start - Integer.BYTES);
    return this;
  }

  /** A value of another type. */
  FieldBytes of(FieldBytes value) {
    return length(value.size).putBytes(value.bytes, value.size);
  }

  /** All fields, as a value to bind. */
  ByteBuffer value() {
    return ByteBuffer.wrap(bytes, 0, size).slice();
  }

  private void listLength(int elements, int elementBytes) {
    length(Integer.BYTES + elements * (Integer.BYTES + elementBytes)).putInt(elements);
  }

  private FieldBytes length(int length) {
    return putInt(length);
  }

  private FieldBytes putInt(int value) {
    reserve(Integer.BYTES);
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
    return this;
  }

  private FieldBytes putLong(long value) {
    return putInt((int) (value >>> 32)).putInt((int) value);
  }

  private FieldBytes putBytes(byte[] source, int length) {
    reserve(length);
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
