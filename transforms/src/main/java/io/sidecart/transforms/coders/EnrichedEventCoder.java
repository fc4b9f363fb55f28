package io.sidecart.transforms.coders;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coder of {@link EnrichedEvent}. */
public final class EnrichedEventCoder extends ValueCoder<EnrichedEvent> {
  private static final long serialVersionUID = 1L;
  private static final EnrichedEventCoder INSTANCE = new EnrichedEventCoder();

  private EnrichedEventCoder() {}

  public static EnrichedEventCoder of() {
    return INSTANCE;
  }

  @Override
  void write(EnrichedEvent value, ValueOutput out) throws IOException {
    CartEventCoder.of().write(value.event(), out);
    out.writeBoolean(value.features() != null);
    if (value.features() != null) {
      ItemFeaturesCoder.of().write(value.features(), out);
    }
    out.writeInt(value.recommendations().size());
    for (Recommendation recommendation : value.recommendations()) {
      out.writeInt(recommendation.itemId());
      out.writeFloat(recommendation.score());
      ReasonCoder.of().write(recommendation.reason(), out);
    }
    out.writeBoolean(value.precisionAtK() != null);
    if (value.precisionAtK() != null) {
      out.writeDouble(value.precisionAtK());
    }
    writeText(value.modelVersion(), out);
    out.writeByte(value.why().ordinal());
    out.writeBoolean(value.originalIds() != null);
    if (value.originalIds() != null) {
      out.writeInt(value.originalIds().size());
      for (String id : value.originalIds()) {
        writeString(id, out);
      }
    }
  }

  @Override
  EnrichedEvent read(ValueInput in) throws IOException {
    CartEvent event = CartEventCoder.of().read(in);
    @Nullable ItemFeatures features = in.readBoolean() ? ItemFeaturesCoder.of().read(in) : null;
    int size = in.readInt();
    List<Recommendation> recommendations = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      recommendations.add(
          new Recommendation(in.readInt(), in.readFloat(), ReasonCoder.of().read(in)));
    }
    @Nullable Double precision = in.readBoolean() ? (Double) in.readDouble() : null;
    return new EnrichedEvent(
        event,
        features,
        recommendations,
        precision,
        readText(in),
        Why.values()[in.readByte()],
        in.readBoolean() ? readStrings(in) : null);
  }

  private static List<String> readStrings(ValueInput in) throws IOException {
    int size = in.readInt();
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      strings.add(readString(in));
    }
    return strings;
  }
}
