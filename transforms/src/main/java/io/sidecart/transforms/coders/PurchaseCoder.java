package io.sidecart.transforms.coders;

import io.sidecart.model.Purchase;
import java.io.IOException;

/** Coder of {@link Purchase}. */
public final class PurchaseCoder extends ValueCoder<Purchase> {
  private static final long serialVersionUID = 1L;
  private static final PurchaseCoder INSTANCE = new PurchaseCoder();

  private PurchaseCoder() {}

  public static PurchaseCoder of() {
    return INSTANCE;
  }

  @Override
  void write(Purchase value, ValueOutput out) throws IOException {
    writeString(value.source(), out);
    out.writeLong(value.line());
    out.writeInt(value.userId());
    out.writeInt(value.itemId());
    out.writeInt(value.quantity());
    out.writeDouble(value.salesValue());
    writeText(value.basketId(), out);
    writeTime(value.boughtAt(), out);
  }

  @Override
  Purchase read(ValueInput in) throws IOException {
    return new Purchase(
        readString(in),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        readText(in),
        readTime(in));
  }
}
