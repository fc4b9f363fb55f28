package io.sidecart.transforms.recommend;

import io.sidecart.transforms.coders.EventContextCoder;
import io.sidecart.transforms.coders.ModelReferenceCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.util.VarInt;
import org.jspecify.annotations.Nullable;

/** Coder of {@link EventOfModel}, made of those of its parts. */
final class EventOfModelCoder extends CustomCoder<EventOfModel> {
  private static final long serialVersionUID = 1L;
  private static final EventOfModelCoder INSTANCE = new EventOfModelCoder();

  private EventOfModelCoder() {}

  static EventOfModelCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(EventOfModel value, OutputStream out) throws IOException {
    EventContextCoder.of().encode(value.context(), out);
    ModelReferenceCoder.of().encode(value.model(), out);
    VarInt.encode(value.rank(), out);
  }

  @Override
  public EventOfModel decode(InputStream in) throws IOException {
    return new EventOfModel(
        EventContextCoder.of().decode(in),
        ModelReferenceCoder.of().decode(in),
        VarInt.decodeInt(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventOfModelCoder;
  }

  @Override
  public int hashCode() {
    return EventOfModelCoder.class.hashCode();
  }
}
