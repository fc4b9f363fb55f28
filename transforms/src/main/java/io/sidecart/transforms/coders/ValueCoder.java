package io.sidecart.transforms.coders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.beam.sdk.coders.CustomCoder;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic coder of an immutable value, written field by field.
 *
 * <p>A coder has no state, so two of one class are equal.
 */
public abstract class ValueCoder<T> extends CustomCoder<T> {
  private static final long serialVersionUID = 1L;

  abstract void write(T value, DataOutputStream out) throws IOException;

  abstract T read(DataInputStream in) throws IOException;

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    // DataOutputStream buffers nothing, so none of the value is left behind in it.
    write(value, new DataOutputStream(out));
  }

  @Override
  public T decode(InputStream in) throws IOException {
    return read(new DataInputStream(in));
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

  static void writeBytes(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
    if (bytes == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Text of any length, where {@link DataOutputStream#writeUTF} refuses more than 65,535 bytes. */
  static void writeString(String text, DataOutputStream out) throws IOException {
    writeBytes(text.getBytes(UTF_8), out);
  }

  static String readString(DataInputStream in) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes == null) {
      throw new IOException("text is missing");
    }
    return new String(bytes, UTF_8);
  }

  static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeString(text, out);
    }
  }

  static @Nullable String readText(DataInputStream in) throws IOException {
    return in.readBoolean() ? readString(in) : null;
  }

  static void writeTime(@Nullable Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time == null ? Long.MIN_VALUE : time.toEpochMilli());
  }

  static @Nullable Instant readTime(DataInputStream in) throws IOException {
    long millis = in.readLong();
    return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
  }
}
