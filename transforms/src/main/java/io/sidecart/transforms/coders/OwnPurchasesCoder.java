package io.sidecart.transforms.coders;

import io.sidecart.model.OwnPurchases;
import java.io.IOException;

/** Coder of {@link OwnPurchases}. */
public final class OwnPurchasesCoder extends ValueCoder<OwnPurchases> {
  private static final long serialVersionUID = 1L;
  private static final int BYTES_AN_ITEM = 2 * Integer.BYTES + Long.BYTES;
  private static final OwnPurchasesCoder INSTANCE = new OwnPurchasesCoder();

  private OwnPurchasesCoder() {}

  public static OwnPurchasesCoder of() {
    return INSTANCE;
  }

  @Override
  void write(OwnPurchases value, ValueOutput out) throws IOException {
    int size = value.size();
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeInt(value.itemId(i));
      out.writeInt(value.timesBought(i));
      out.writeLong(value.lastBought(i));
    }
  }

  @Override
  OwnPurchases read(ValueInput in) throws IOException {
    int size = in.readInt();
    if (size == 0) {
      return OwnPurchases.none();
    }
    if (size < 0 || size > in.remaining() / BYTES_AN_ITEM) {
      throw new IOException(size + " items in " + in.remaining() + " bytes");
    }
    int[] itemIds = new int[size];
    int[] timesBought = new int[size];
    long[] lastBought = new long[size];
    for (int i = 0; i < size; i++) {
      itemIds[i] = in.readInt();
      timesBought[i] = in.readInt();
      lastBought[i] = in.readLong();
    }
    return OwnPurchases.packed(itemIds, timesBought, lastBought);
  }
}
