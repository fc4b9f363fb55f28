package io.sidecart.transforms.coders;

import io.sidecart.model.WindowPrecision;
import java.io.IOException;
import java.time.Instant;

/** Coder of {@link WindowPrecision}. */
public final class WindowPrecisionCoder extends ValueCoder<WindowPrecision> {
  private static final long serialVersionUID = 1L;
  private static final WindowPrecisionCoder INSTANCE = new WindowPrecisionCoder();

  private WindowPrecisionCoder() {}

  public static WindowPrecisionCoder of() {
    return INSTANCE;
  }

  @Override
  void write(WindowPrecision value, ValueOutput out) throws IOException {
    out.writeLong(value.windowStart().toEpochMilli());
    out.writeLong(value.windowEnd().toEpochMilli());
    writeText(value.modelVersion(), out);
    writeString(value.run(), out);
    out.writeLong(value.events());
    out.writeLong(value.measured());
    out.writeDouble(value.precisionSum());
  }

  @Override
  WindowPrecision read(ValueInput in) throws IOException {
    return new WindowPrecision(
        Instant.ofEpochMilli(in.readLong()),
        Instant.ofEpochMilli(in.readLong()),
        readText(in),
        readString(in),
        in.readLong(),
        in.readLong(),
        in.readDouble());
  }
}
