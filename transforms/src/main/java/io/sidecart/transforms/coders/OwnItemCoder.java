package io.sidecart.transforms.coders;

import io.sidecart.model.OwnItem;
import java.io.IOException;

/** Coder of {@link OwnItem}. */
public final class OwnItemCoder extends ValueCoder<OwnItem> {
  private static final long serialVersionUID = 1L;
  private static final OwnItemCoder INSTANCE = new OwnItemCoder();

  private OwnItemCoder() {}

  public static OwnItemCoder of() {
    return INSTANCE;
  }

  @Override
  void write(OwnItem value, ValueOutput out) throws IOException {
    out.writeInt(value.itemId());
    out.writeInt(value.timesBought());
    writeTime(value.firstBought(), out);
    writeTime(value.lastBought(), out);
    out.writeDouble(value.decayed());
  }

  @Override
  OwnItem read(ValueInput in) throws IOException {
    return new OwnItem(in.readInt(), in.readInt(), readTime(in), readTime(in), in.readDouble());
  }
}
