package io.sidecart.transforms.coders;

import io.sidecart.model.split.LiveEvent;
import java.io.IOException;

/** Coder of {@link LiveEvent}. */
public final class LiveEventCoder extends ValueCoder<LiveEvent> {
  private static final long serialVersionUID = 1L;
  private static final LiveEventCoder INSTANCE = new LiveEventCoder();

  private LiveEventCoder() {}

  public static LiveEventCoder of() {
    return INSTANCE;
  }

  @Override
  void write(LiveEvent value, ValueOutput out) throws IOException {
    ReplayKeyCoder.of().write(value.key(), out);
    out.writeInt(value.userId());
    writeString(value.json(), out);
  }

  @Override
  LiveEvent read(ValueInput in) throws IOException {
    return new LiveEvent(ReplayKeyCoder.of().read(in), in.readInt(), readString(in));
  }
}
