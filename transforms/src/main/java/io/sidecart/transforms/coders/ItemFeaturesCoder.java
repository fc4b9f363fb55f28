package io.sidecart.transforms.coders;

import io.sidecart.model.ItemFeatures;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Coder of {@link ItemFeatures}. */
public final class ItemFeaturesCoder extends ValueCoder<ItemFeatures> {
  private static final long serialVersionUID = 1L;
  private static final ItemFeaturesCoder INSTANCE = new ItemFeaturesCoder();

  private ItemFeaturesCoder() {}

  public static ItemFeaturesCoder of() {
    return INSTANCE;
  }

  @Override
  void write(ItemFeatures value, DataOutputStream out) throws IOException {
    out.writeInt(value.itemId());
    writeString(value.department(), out);
    writeString(value.category(), out);
  }

  @Override
  ItemFeatures read(DataInputStream in) throws IOException {
    return new ItemFeatures(in.readInt(), readString(in), readString(in));
  }
}
