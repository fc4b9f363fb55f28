package io.sidecart.transforms.coders;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.CartEvent;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Message;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.OffsetSet;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.PrecisionTotals;
import io.sidecart.model.Purchase;
import io.sidecart.model.RankedItem;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import io.sidecart.model.WindowPrecision;
import io.sidecart.model.WrittenFile;
import io.sidecart.model.delayed.Serving;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.rows.BadRow;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.model.split.ReplayKey;
import io.sidecart.transforms.models.ModelReference;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodersTest {
  private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final EventId ID = new EventId("cart", 3, 1_234_567_890_123L);
  private static final CartEvent EVENT = new CartEvent(ID, TIME, 1645, 9416653, 2, 4.99);

  static Stream<Object> values() {
    return Stream.of(
        ID,
        new OffsetRange("cart", 1, 3, 9_000_000_000L),
        offsets(5, 9, 12),
        new Message(ID, TIME, new byte[] {1}, new byte[] {2, 3}),
        new Message(ID, TIME, null, null),
        EVENT,
        new Purchase("purchases.csv", 7, 1, 2, 3, 4.5, "b1", TIME),
        new Purchase("purchases.csv", 8, 1, 2, 3, 4.5, null, null),
        new ItemFeatures(5, "GROCERY", "SOFT DRINKS"),
        new ItemFeatures(5, "Grünwaren \uD83E\uDD55", "x".repeat(70_000)),
        new RankedItem(5, 1L << 40),
        new BadRow("purchases.csv", 7, "not-a-number", "item_id is not a number: 'x'", "1,x"),
        new ReplayKey(TIME.toEpochMilli(), "purchases.csv", 7),
        new LiveEvent(new ReplayKey(Long.MIN_VALUE, "purchases.csv", 7), 5, "{}"),
        new BaselineItem(BaselineItem.TOP_5, 3, 5),
        new OwnItem(9, 2, TIME),
        new OwnItem(4, 1, null),
        new OwnItem(4, 3, TIME.minusSeconds(9), TIME, 2.25),
        OwnPurchases.of(List.of(new OwnItem(9, 2, TIME), new OwnItem(4, 1, null))),
        new EnrichedEvent(
            EVENT,
            new ItemFeatures(5, "GROCERY", "SOFT DRINKS"),
            List.of(
                new Recommendation(1, 0.5f, Reason.boughtBefore(3)),
                new Recommendation(2, 0.25f, Reason.boughtWith(1).withName("85123A")),
                new Recommendation(3, 0.2f, Reason.popularIn("DAIRY")),
                new Recommendation(4, 0.1f, Reason.POPULAR),
                new Recommendation(5, 0.05f)),
            0.4,
            "v1",
            Why.ALS),
        new EventContext(EVENT, null, OwnPurchases.none()),
        new EventContext(
            EVENT,
            new ItemFeatures(5, "GROCERY", "SOFT DRINKS"),
            OwnPurchases.of(List.of(new OwnItem(9, 2, TIME)))),
        FactorVector.of(1.5f, -0.0f, Float.MIN_VALUE, -1e15f),
        new ModelReference("models", "v1", 7),
        new EnrichedEvent(EVENT, null, List.of(), null, null, Why.BASELINE),
        new EnrichedEvent(
            new CartEvent(ID, TIME, 1, -1, 2, 4.99, "ann", "85123A"),
            null,
            List.of(new Recommendation(1, 0.5f)),
            null,
            "v1",
            Why.ALS,
            List.of("71053")),
        new WindowPrecision(TIME, TIME.plusSeconds(60), "v1", "run-1", 5, 4, 1.6),
        new WindowPrecision(TIME, TIME.plusSeconds(60), null, "run-1", 5, 0, 0),
        new PrecisionTotals(7, 5, 123_456_789_012L),
        new Serving(1, 2, 3, 1L << 40, -1, List.of(7, 8), "v1"),
        new Serving(1, 2, 3, 4, 5, List.of(), null),
        new DeadLetter(new Message(ID, TIME, null, new byte[0]), "not-json", "unexpected end"),
        new WrittenFile("/rows/part.parquet", 3, List.of(new OffsetRange("cart", 3, 7, 9))));
  }

  private static OffsetSet offsets(long start, long first, long last) {
    OffsetSet set = new OffsetSet(start);
    set.add(first, last);
    return set;
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueComesBackAsItWas(Object value) throws Exception {
    Coder<Object> coder = coderOf(value);

    Object back = CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));

    assertThat(back).isEqualTo(value);
  }

  @SuppressWarnings("unchecked")
  private static Coder<Object> coderOf(Object value) throws Exception {
    return (Coder<Object>) CoderRegistry.createDefault().getCoder(value.getClass());
  }
}
