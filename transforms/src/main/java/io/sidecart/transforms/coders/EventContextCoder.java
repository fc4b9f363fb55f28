package io.sidecart.transforms.coders;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.ItemFeatures;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Coder of {@link EventContext}. */
public final class EventContextCoder extends ValueCoder<EventContext> {
  private static final long serialVersionUID = 1L;
  private static final EventContextCoder INSTANCE = new EventContextCoder();

  private EventContextCoder() {}

  public static EventContextCoder of() {
    return INSTANCE;
  }

  @Override
  void write(EventContext value, ValueOutput out) throws IOException {
    CartEventCoder.of().write(value.event(), out);
    out.writeBoolean(value.features() != null);
    if (value.features() != null) {
      ItemFeaturesCoder.of().write(value.features(), out);
    }
    OwnPurchasesCoder.of().write(value.ownPurchases(), out);
  }

  @Override
  EventContext read(ValueInput in) throws IOException {
    CartEvent event = CartEventCoder.of().read(in);
    @Nullable ItemFeatures features = in.readBoolean() ? ItemFeaturesCoder.of().read(in) : null;
    return new EventContext(event, features, OwnPurchasesCoder.of().read(in));
  }
}
