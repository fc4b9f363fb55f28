package io.sidecart.transforms.coders;

import io.sidecart.model.OffsetRange;
import java.io.IOException;

/** Coder of {@link OffsetRange}. */
public final class OffsetRangeCoder extends ValueCoder<OffsetRange> {
  private static final long serialVersionUID = 1L;
  private static final OffsetRangeCoder INSTANCE = new OffsetRangeCoder();

  private OffsetRangeCoder() {}

  public static OffsetRangeCoder of() {
    return INSTANCE;
  }

  @Override
  void write(OffsetRange value, ValueOutput out) throws IOException {
    writeString(value.topic(), out);
    out.writeInt(value.partition());
    out.writeLong(value.first());
    out.writeLong(value.last());
  }

  @Override
  OffsetRange read(ValueInput in) throws IOException {
    return new OffsetRange(readString(in), in.readInt(), in.readLong(), in.readLong());
  }
}
