package io.sidecart.transforms.coders;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EventId;
import java.io.IOException;
import java.time.Instant;

/** Coder of {@link CartEvent}. */
public final class CartEventCoder extends ValueCoder<CartEvent> {
  private static final long serialVersionUID = 1L;
  private static final CartEventCoder INSTANCE = new CartEventCoder();

  private CartEventCoder() {}

  public static CartEventCoder of() {
    return INSTANCE;
  }

  @Override
  void write(CartEvent value, ValueOutput out) throws IOException {
    EventIdCoder.of().write(value.id(), out);
    out.writeLong(value.eventTime().toEpochMilli());
    out.writeInt(value.userId());
    out.writeInt(value.itemId());
    out.writeInt(value.quantity());
    out.writeDouble(value.salesValue());
    writeText(value.userText(), out);
    writeText(value.itemText(), out);
  }

  @Override
  CartEvent read(ValueInput in) throws IOException {
    EventId id = EventIdCoder.of().read(in);
    return new CartEvent(
        id,
        Instant.ofEpochMilli(in.readLong()),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readDouble(),
        readText(in),
        readText(in));
  }
}
