package io.sidecart.transforms.coders;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The fields of one value, gathered to be written at once: the streams of the JDK take a lock for
 * each byte, and coding is most of what a runner does between two steps. Big-endian.
 */
final class ValueOutput {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FIRST_SIZE = 128;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  void writeByte(int value) {
    int at = claim(Byte.BYTES);
    bytes[at] = (byte) value;
  }

  void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  void writeInt(int value) {
    int at = claim(Integer.BYTES);
    INT.set(bytes, at, value);
  }

  void writeLong(long value) {
    int at = claim(Long.BYTES);
    LONG.set(bytes, at, value);
  }

  /** One byte for values below 128, at most ten for any: seven bits a byte, the lowest first. */
  void writeVarLong(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      writeByte((int) (left | 0x80));
      left >>>= 7;
    }
    writeByte((int) left);
  }

  void writeFloat(float value) {
    writeInt(Float.floatToIntBits(value));
  }

  void writeDouble(double value) {
    writeLong(Double.doubleToLongBits(value));
  }

  void write(byte[] value) {
    int at = claim(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  int size() {
    return size;
  }

  void copyTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** The place of so many more bytes; {@link #bytes} may be another array after it. */
  private int claim(int more) {
    int at = size;
    int needed = Math.addExact(at, more);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
    size = needed;
    return at;
  }
}
