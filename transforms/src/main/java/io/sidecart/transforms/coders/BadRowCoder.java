package io.sidecart.transforms.coders;

import io.sidecart.model.rows.BadRow;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
  void write(BadRow value, DataOutputStream out) throws IOException {
    out.writeUTF(value.source());
    out.writeLong(value.line());
    out.writeUTF(value.reason());
    out.writeUTF(value.detail());
    out.writeUTF(value.text());
  }

  @Override
  BadRow read(DataInputStream in) throws IOException {
    return new BadRow(in.readUTF(), in.readLong(), in.readUTF(), in.readUTF(), in.readUTF());
  }
}
