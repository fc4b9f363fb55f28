package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetRangeTest {

  @Test
  void aGapAndAnotherPartitionEachBeginARange() {
    List<EventId> ids =
        List.of(
            new EventId("cart", 0, 3),
            new EventId("cart", 0, 4),
            new EventId("cart", 0, 4),
            new EventId("cart", 0, 6),
            new EventId("cart", 1, 7));

    assertThat(OffsetRange.exactly(ids))
        .containsExactly(
            new OffsetRange("cart", 0, 3, 4),
            new OffsetRange("cart", 0, 6, 6),
            new OffsetRange("cart", 1, 7, 7));
  }

  @Test
  void itsTextComesBack() {
    OffsetRange range = new OffsetRange("cart-events.v1", 12, 0, 9_000_000_000L);

    assertThat(range).hasToString("cart-events.v1/12/0-9000000000");
    assertThat(OffsetRange.parse(range.toString())).isEqualTo(range);
    assertThatThrownBy(() -> OffsetRange.parse("cart/1/2")).hasMessageContaining("cart/1/2");
  }

  @Test
  void rangesOverlapWhereTheyShareAnOffset() {
    OffsetRange range = new OffsetRange("cart", 0, 10, 20);

    assertThat(range.overlaps(new OffsetRange("cart", 0, 20, 30))).isTrue();
    assertThat(range.overlaps(new OffsetRange("cart", 0, 21, 30))).isFalse();
    assertThat(range.overlaps(new OffsetRange("cart", 1, 10, 20))).isFalse();
    assertThat(range.contains(new EventId("cart", 0, 10))).isTrue();
    assertThat(range.contains(new EventId("cart", 0, 9))).isFalse();
    assertThat(range.size()).isEqualTo(11);
  }
}
