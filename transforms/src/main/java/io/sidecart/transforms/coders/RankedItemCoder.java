package io.sidecart.transforms.coders;

import io.sidecart.model.RankedItem;
import java.io.IOException;

/** Coder of {@link RankedItem}. */
public final class RankedItemCoder extends ValueCoder<RankedItem> {
  private static final long serialVersionUID = 1L;
  private static final RankedItemCoder INSTANCE = new RankedItemCoder();

  private RankedItemCoder() {}

  public static RankedItemCoder of() {
    return INSTANCE;
  }

  @Override
  void write(RankedItem value, ValueOutput out) throws IOException {
    out.writeInt(value.itemId());
    out.writeLong(value.quantity());
  }

  @Override
  RankedItem read(ValueInput in) throws IOException {
    return new RankedItem(in.readInt(), in.readLong());
  }
}
