package io.sidecart.transforms.coders;

import io.sidecart.model.rows.BadRow;
import java.io.IOException;

/** Coder of {@link BadRow}. */
public final class BadRowCoder extends ValueCoder<BadRow> {
  private static final long serialVersionUID = 1L;
  private static final BadRowCoder INSTANCE = new BadRowCoder();

  private BadRowCoder() {}

  public static BadRowCoder of() {
    return INSTANCE;
  }

  @Override
  void write(BadRow value, ValueOutput out) throws IOException {
    writeString(value.source(), out);
    out.writeLong(value.line());
    writeString(value.reason(), out);
    writeString(value.detail(), out);
    writeString(value.text(), out);
  }

  @Override
  BadRow read(ValueInput in) throws IOException {
    return new BadRow(
        readString(in), in.readLong(), readString(in), readString(in), readString(in));
  }
}
