package io.sidecart.transforms.coders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.util.VarInt;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic coder of an immutable value: the number of its bytes, then its fields.
 *
 * <p>A coder has no state, so two of one class are equal.
 */
public abstract class ValueCoder<T> extends CustomCoder<T> {
  private static final long serialVersionUID = 1L;

  abstract void write(T value, ValueOutput out) throws IOException;

  abstract T read(ValueInput in) throws IOException;

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    ValueOutput fields = new ValueOutput();
    write(value, fields);
    VarInt.encode(fields.size(), out);
    fields.copyTo(out);
  }

  @Override
  public T decode(InputStream in) throws IOException {
    int size = VarInt.decodeInt(in);
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("a value of " + size + " bytes ends after " + bytes.length);
    }
    return read(new ValueInput(bytes));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other != null && getClass() == other.getClass();
  }

  @Override
  public int hashCode() {
    return getClass().hashCode();
  }

  static void writeBytes(byte @Nullable [] bytes, ValueOutput out) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static byte @Nullable [] readBytes(ValueInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    return in.readBytes(length);
  }

  /** Text of any length. */
  static void writeString(String text, ValueOutput out) throws IOException {
    writeBytes(text.getBytes(UTF_8), out);
  }

  static String readString(ValueInput in) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes == null) {
      throw new IOException("text is missing");
    }
    return new String(bytes, UTF_8);
  }

  static void writeText(@Nullable String text, ValueOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeString(text, out);
    }
  }

  static @Nullable String readText(ValueInput in) throws IOException {
    return in.readBoolean() ? readString(in) : null;
  }

  static void writeTime(@Nullable Instant time, ValueOutput out) throws IOException {
    out.writeLong(time == null ? Long.MIN_VALUE : time.toEpochMilli());
  }

  static @Nullable Instant readTime(ValueInput in) throws IOException {
    long millis = in.readLong();
    return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
  }
}
