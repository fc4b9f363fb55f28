package io.sidecart.transforms.coders;

import io.sidecart.model.OffsetSet;
import java.io.IOException;
import java.util.Map;

/** Coder of {@link OffsetSet}. */
public final class OffsetSetCoder extends ValueCoder<OffsetSet> {
  private static final long serialVersionUID = 1L;
  private static final OffsetSetCoder INSTANCE = new OffsetSetCoder();

  private OffsetSetCoder() {}

  public static OffsetSetCoder of() {
    return INSTANCE;
  }

  @Override
  void write(OffsetSet value, ValueOutput out) throws IOException {
    out.writeLong(value.committable());
    out.writeInt(value.ahead().size());
    for (Map.Entry<Long, Long> run : value.ahead().entrySet()) {
      out.writeLong(run.getKey());
      out.writeLong(run.getValue());
    }
  }

  @Override
  OffsetSet read(ValueInput in) throws IOException {
    OffsetSet set = new OffsetSet(in.readLong());
    int runs = in.readInt();
    for (int i = 0; i < runs; i++) {
      set.add(in.readLong(), in.readLong());
    }
    return set;
  }
}
