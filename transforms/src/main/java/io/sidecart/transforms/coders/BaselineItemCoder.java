package io.sidecart.transforms.coders;

import io.sidecart.model.BaselineItem;
import java.io.IOException;

/** Coder of {@link BaselineItem}. */
public final class BaselineItemCoder extends ValueCoder<BaselineItem> {
  private static final long serialVersionUID = 1L;
  private static final BaselineItemCoder INSTANCE = new BaselineItemCoder();

  private BaselineItemCoder() {}

  public static BaselineItemCoder of() {
    return INSTANCE;
  }

  @Override
  void write(BaselineItem value, ValueOutput out) throws IOException {
    writeString(value.name(), out);
    out.writeInt(value.position());
    out.writeInt(value.itemId());
  }

  @Override
  BaselineItem read(ValueInput in) throws IOException {
    return new BaselineItem(readString(in), in.readInt(), in.readInt());
  }
}
