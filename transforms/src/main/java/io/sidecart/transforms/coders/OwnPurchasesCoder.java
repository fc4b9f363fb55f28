package io.sidecart.transforms.coders;

import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Coder of {@link OwnPurchases}. */
public final class OwnPurchasesCoder extends ValueCoder<OwnPurchases> {
  private static final long serialVersionUID = 1L;
  private static final OwnPurchasesCoder INSTANCE = new OwnPurchasesCoder();

  private OwnPurchasesCoder() {}

  public static OwnPurchasesCoder of() {
    return INSTANCE;
  }

  @Override
  void write(OwnPurchases value, DataOutputStream out) throws IOException {
    out.writeInt(value.items().size());
    for (OwnItem item : value.items()) {
      out.writeInt(item.itemId());
      out.writeInt(item.timesBought());
      writeTime(item.lastBought(), out);
    }
  }

  @Override
  OwnPurchases read(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<OwnItem> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(new OwnItem(in.readInt(), in.readInt(), readTime(in)));
    }
    return OwnPurchases.of(items);
  }
}
