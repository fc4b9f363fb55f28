package io.sidecart.transforms.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartNameTest {

  @Test
  void itTellsPartitionOffsetsAndRows() {
    String name = PartName.of(List.of(new OffsetRange("cart", 3, 120, 161)), new long[42]);

    assertThat(name).matches("part-cart-3-120-161-42-[0-9a-f]{16}\\.parquet");
  }

  @Test
  void theSameSetHasTheSameNameAndAnotherSetAnother() {
    List<OffsetRange> set =
        List.of(new OffsetRange("cart", 0, 0, 4), new OffsetRange("cart", 0, 6, 9));
    List<OffsetRange> other =
        List.of(new OffsetRange("cart", 0, 0, 3), new OffsetRange("cart", 0, 5, 9));

    String name = PartName.of(set, new long[9]);

    assertThat(PartName.of(List.copyOf(set), new long[9])).isEqualTo(name);
    assertThat(PartName.of(other, new long[9])).isNotEqualTo(name);
  }

  @Test
  void theSameOffsetsOfATopicThatWasMadeAnewHaveAnotherName() {
    List<OffsetRange> set = List.of(new OffsetRange("cart", 0, 0, 1));

    String before = PartName.of(set, new long[] {1_700_000_000_000L, 1_700_000_001_000L});

    assertThat(PartName.of(set, new long[] {1_700_000_000_000L, 1_700_000_001_001L}))
        .isNotEqualTo(before);
  }

  @Test
  void theLongestTopicFitsAFileName() {
    String one =
        PartName.of(List.of(new OffsetRange("a".repeat(248) + "b", 99, 0, 0)), new long[1]);
    String another =
        PartName.of(List.of(new OffsetRange("a".repeat(248) + "c", 99, 0, 0)), new long[1]);

    assertThat(one).hasSizeLessThan(200).isNotEqualTo(another);
  }

  @Test
  void aTopicThatBeginsWithADotMakesNoHiddenFile() {
    assertThat(PartName.of(List.of(new OffsetRange(".cart", 0, 0, 0)), new long[1]))
        .startsWith("part-");
  }
}
