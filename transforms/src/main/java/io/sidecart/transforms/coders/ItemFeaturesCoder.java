package io.sidecart.transforms.coders;

import io.sidecart.model.ItemFeatures;
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
  void write(ItemFeatures value, ValueOutput out) throws IOException {
    out.writeInt(value.itemId());
    writeString(value.department(), out);
    writeString(value.category(), out);
  }

  @Override
  ItemFeatures read(ValueInput in) throws IOException {
    return new ItemFeatures(in.readInt(), readString(in), readString(in));
  }
}
