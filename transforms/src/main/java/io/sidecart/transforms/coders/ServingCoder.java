package io.sidecart.transforms.coders;

import io.sidecart.model.delayed.Serving;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Coder of {@link Serving}. */
public final class ServingCoder extends ValueCoder<Serving> {
  private static final long serialVersionUID = 1L;
  private static final ServingCoder INSTANCE = new ServingCoder();

  private ServingCoder() {}

  public static ServingCoder of() {
    return INSTANCE;
  }

  @Override
  void write(Serving value, ValueOutput out) throws IOException {
    out.writeInt(value.userId());
    out.writeLong(value.millis());
    out.writeInt(value.partition());
    out.writeVarLong(value.offset());
    out.writeInt(value.itemId());
    out.writeInt(value.shown().size());
    for (int item : value.shown()) {
      out.writeInt(item);
    }
    writeText(value.modelVersion(), out);
  }

  @Override
  Serving read(ValueInput in) throws IOException {
    int userId = in.readInt();
    long millis = in.readLong();
    int partition = in.readInt();
    long offset = in.readVarLong();
    int itemId = in.readInt();
    int size = in.readInt();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      shown.add(in.readInt());
    }
    return new Serving(userId, millis, partition, offset, itemId, shown, readText(in));
  }
}
