package io.sidecart.transforms.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartNameTest {

  @Test
  void itTellsPartitionOffsetsAndRows() {
    String name = PartName.of(42, List.of(new OffsetRange("cart", 3, 120, 161)));

    assertThat(name).matches("part-cart-3-120-161-42-[0-9a-f]{16}\\.parquet");
  }

  @Test
  void theSameSetHasTheSameNameAndAnotherSetAnother() {
    List<OffsetRange> set =
        List.of(new OffsetRange("cart", 0, 0, 4), new OffsetRange("cart", 0, 6, 9));
    List<OffsetRange> other =
        List.of(new OffsetRange("cart", 0, 0, 3), new OffsetRange("cart", 0, 5, 9));

    assertThat(PartName.of(9, set)).isEqualTo(PartName.of(9, List.copyOf(set)));
    assertThat(PartName.of(9, set)).isNotEqualTo(PartName.of(9, other));
  }

  @Test
  void theLongestTopicFitsAFileName() {
    String one = PartName.of(1, List.of(new OffsetRange("a".repeat(248) + "b", 99, 0, 0)));
    String another = PartName.of(1, List.of(new OffsetRange("a".repeat(248) + "c", 99, 0, 0)));

    assertThat(one).hasSizeLessThan(200).isNotEqualTo(another);
  }

  @Test
  void aTopicThatBeginsWithADotMakesNoHiddenFile() {
    assertThat(PartName.of(1, List.of(new OffsetRange(".cart", 0, 0, 0)))).startsWith("part-");
  }
}
