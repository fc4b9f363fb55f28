package io.sidecart.transforms.coders;

import io.sidecart.model.EventId;
import io.sidecart.model.Message;
import java.io.IOException;
import java.time.Instant;

/** Coder of {@link Message}. */
public final class MessageCoder extends ValueCoder<Message> {
  private static final long serialVersionUID = 1L;
  private static final MessageCoder INSTANCE = new MessageCoder();

  private MessageCoder() {}

  public static MessageCoder of() {
    return INSTANCE;
  }

  @Override
  void write(Message value, ValueOutput out) throws IOException {
    EventIdCoder.of().write(value.id(), out);
    out.writeLong(value.timestamp().toEpochMilli());
    writeBytes(value.key(), out);
    writeBytes(value.value(), out);
  }

  @Override
  Message read(ValueInput in) throws IOException {
    EventId id = EventIdCoder.of().read(in);
    return new Message(id, Instant.ofEpochMilli(in.readLong()), readBytes(in), readBytes(in));
  }
}
