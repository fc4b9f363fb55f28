package io.sidecart.transforms.coders;

import io.sidecart.model.EventId;
import java.io.IOException;

/** Coder of {@link EventId}. */
public final class EventIdCoder extends ValueCoder<EventId> {
  private static final long serialVersionUID = 1L;
  private static final EventIdCoder INSTANCE = new EventIdCoder();

  private EventIdCoder() {}

  public static EventIdCoder of() {
    return INSTANCE;
  }

  @Override
  void write(EventId value, ValueOutput out) throws IOException {
    writeString(value.topic(), out);
    out.writeInt(value.partition());
    out.writeLong(value.offset());
  }

  @Override
  EventId read(ValueInput in) throws IOException {
    return new EventId(readString(in), in.readInt(), in.readLong());
  }
}
