package io.sidecart.cql.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.datastax.driver.core.CodecRegistry;
import com.datastax.driver.core.DataType;
import com.datastax.driver.core.ProtocolVersion;
import com.datastax.driver.core.TupleType;
import com.datastax.driver.core.TypeCodec;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnEventsTest {
  private static final List<OwnEvent> EVENTS =
      List.of(new OwnEvent(7, 40, 1_000), new OwnEvent(Long.MAX_VALUE, -1, -5));

  @Test
  void theBytesAreThoseOfTheDriver() {
    TupleType type =
        TupleType.of(
            ProtocolVersion.V4,
            CodecRegistry.DEFAULT_INSTANCE,
            DataType.bigint(),
            DataType.cint(),
            DataType.timestamp());
    ByteBuffer expected =
        TypeCodec.list(TypeCodec.tuple(type))
            .serialize(
                EVENTS.stream()
                    .map(
                        each ->
                            type.newValue(each.offset(), each.itemId(), new Date(each.millis())))
                    .toList(),
                ProtocolVersion.V4);

    assertThat(OwnEvents.encode(EVENTS)).isEqualTo(expected);
  }

  @Test
  void whatIsEncodedIsDecodedAndStaysAsItIs() {
    ByteBuffer value = OwnEvents.encode(EVENTS);

    assertThat(OwnEvents.decode(value)).isEqualTo(EVENTS);
    assertThat(OwnEvents.decode(value)).isEqualTo(EVENTS);
  }

  @Test
  void aValueThatEndsEarlyIsRefused() {
    ByteBuffer value = OwnEvents.encode(EVENTS);
    value.limit(value.limit() - 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnEvents.decode(value))
        .withMessage("own_purchases.more has 75 bytes for 2 events");
  }

  @Test
  void aFieldThatIsNullIsRefused() {
    ByteBuffer value = OwnEvents.encode(EVENTS);
    value.putInt(8, -1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnEvents.decode(value))
        .withMessage("own_purchases.more has a field of -1 bytes where 8 are due");
  }
}
