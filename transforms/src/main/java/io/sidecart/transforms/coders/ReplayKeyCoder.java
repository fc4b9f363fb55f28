package io.sidecart.transforms.coders;

import io.sidecart.model.split.ReplayKey;
import java.io.IOException;

/** Coder of {@link ReplayKey}. */
public final class ReplayKeyCoder extends ValueCoder<ReplayKey> {
  private static final long serialVersionUID = 1L;
  private static final ReplayKeyCoder INSTANCE = new ReplayKeyCoder();

  private ReplayKeyCoder() {}

  public static ReplayKeyCoder of() {
    return INSTANCE;
  }

  @Override
  void write(ReplayKey value, ValueOutput out) throws IOException {
    out.writeLong(value.millis());
    writeString(value.source(), out);
    out.writeLong(value.line());
  }

  @Override
  ReplayKey read(ValueInput in) throws IOException {
    return new ReplayKey(in.readLong(), readString(in), in.readLong());
  }
}
