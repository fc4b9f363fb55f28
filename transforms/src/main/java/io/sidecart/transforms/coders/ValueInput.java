package io.sidecart.transforms.coders;

import java.io.EOFException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The fields of one value, in the order in which {@link ValueOutput} took them. */
final class ValueInput {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int MOST_SHIFT = 63;

  private final byte[] bytes;
  private int next;

  ValueInput(byte[] bytes) {
    this.bytes = bytes;
  }

  byte readByte() throws EOFException {
    return bytes[pass(Byte.BYTES)];
  }

  boolean readBoolean() throws EOFException {
    return readByte() != 0;
  }

  int readInt() throws EOFException {
    return (int) INT.get(bytes, pass(Integer.BYTES));
  }

  long readLong() throws EOFException {
    return (long) LONG.get(bytes, pass(Long.BYTES));
  }

  long readVarLong() throws EOFException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0 || shift == MOST_SHIFT) {
        return value;
      }
    }
  }

  float readFloat() throws EOFException {
    return Float.intBitsToFloat(readInt());
  }

  double readDouble() throws EOFException {
    return Double.longBitsToDouble(readLong());
  }

  byte[] readBytes(int length) throws EOFException {
    int at = pass(length);
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  /** How many bytes are left. */
  int remaining() {
    return bytes.length - next;
  }

  private int pass(int length) throws EOFException {
    int at = next;
    if (length > remaining()) {
      throw new EOFException("a value of " + bytes.length + " bytes ends within a field");
    }
    next = at + length;
    return at;
  }
}
