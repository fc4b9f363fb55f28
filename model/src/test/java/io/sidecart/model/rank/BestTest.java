package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestTest {
  private record Offer(int item, float score) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 64, 500})
  void keepsWhatSortingWouldPutFirst(int capacity) {
    // given: 300 items in any order, with many equal scores
    Random random = new Random(capacity);
    List<Offer> offers = new ArrayList<>();
    for (int item : random.ints(0, 1000).distinct().limit(300).toArray()) {
      offers.add(new Offer(item, random.nextInt(20)));
    }
    Best best = new Best(capacity);

    // when
    offers.forEach(offer -> best.offer(offer.item(), offer.score()));

    // then
    offers.sort(Comparator.comparingDouble((Offer o) -> -o.score()).thenComparingInt(Offer::item));
    assertThat(IntStream.range(0, best.size()).mapToObj(best::item))
        .containsExactlyElementsOf(offers.stream().limit(capacity).map(Offer::item).toList());
  }
}
