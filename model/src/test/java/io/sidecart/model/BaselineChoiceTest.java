package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaselineChoiceTest {

  @Test
  void largerQuantitiesComeFirstAndTiesByItem() {
    assertThat(Stream.of(new RankedItem(3, 5), new RankedItem(2, 5), new RankedItem(9, 7)).sorted())
        .extracting(RankedItem::itemId)
        .containsExactly(9, 2, 3);
  }

  @Test
  void topTakesTheFirstItemOfEachCategory() {
    List<RankedItem> ranked =
        List.of(
            new RankedItem(1, 9), new RankedItem(2, 8), new RankedItem(3, 7), new RankedItem(4, 6));
    Map<Integer, ItemFeatures> features =
        Map.of(
            1, new ItemFeatures(1, "D", "MILK"),
            2, new ItemFeatures(2, "D", "MILK"),
            4, new ItemFeatures(4, "D", "BREAD"));

    assertThat(BaselineChoice.top(ranked, features, 5)).containsExactly(1, 4);
    assertThat(BaselineChoice.top(ranked, features, 1)).containsExactly(1);
  }

  @Test
  void theRandomChoiceDependsOnTheSeedAndNotOnTheOrder() {
    List<Integer> ascending = IntStream.range(0, 100).boxed().toList();
    List<Integer> descending = IntStream.range(0, 100).map(i -> 99 - i).boxed().toList();

    assertThat(BaselineChoice.random(ascending, 5, 1))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .isEqualTo(BaselineChoice.random(descending, 5, 1))
        .isNotEqualTo(BaselineChoice.random(ascending, 5, 2));
  }

  @Test
  void aSmallShopHasASmallRandomChoice() {
    assertThat(BaselineChoice.random(List.of(7, 8), 5, 1)).containsExactlyInAnyOrder(7, 8);
  }
}
