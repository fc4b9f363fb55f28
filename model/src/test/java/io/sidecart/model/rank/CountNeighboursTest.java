package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sidecart.model.evaluate.PurchaseLog;
import org.junit.jupiter.api.Test;

class CountNeighboursTest {
  @Test
  void theFewerItemsAUserBoughtTheMoreTheySayOfEachOther() {
    // given: items 0 and 1 met in a basket of two, items 0 and 2 in one of six
    PurchaseLog purchases =
        new Planted()
            .buys(1, 0, 1)
            .buys(1, 1, 1)
            .buys(2, 0, 1)
            .buys(2, 2, 1)
            .buys(2, 3, 1)
            .buys(2, 4, 1)
            .buys(2, 5, 1)
            .buys(2, 6, 1)
            .log();

    // when
    Neighbours neighbours = CountNeighbours.of(purchases, purchases.itemIds());

    // then: a user has four items on average; item 0 has two buyers, the others have one
    double root = Math.sqrt(2 * 1) + 5;
    assertThat(neighbours.item(neighbours.start(0))).isEqualTo(1);
    assertThat((double) neighbours.similarity(neighbours.start(0)))
        .isCloseTo(4.0 / 2 / root, within(1e-6));
    assertThat(neighbours.item(neighbours.start(0) + 1)).isEqualTo(2);
    assertThat((double) neighbours.similarity(neighbours.start(0) + 1))
        .isCloseTo(4.0 / 6 / root, within(1e-6));
  }

  @Test
  void ofAUserWithManyPurchasesTheLastOnesCount() {
    // given: item 0 was bought first, and only items 1 and 2 in as many purchases as are looked at
    Planted planted = new Planted().buys(1, 0, 1).buys(1, 1, 2);
    for (int i = 1; i < CountNeighbours.MOST_PURCHASES; i++) {
      planted.buys(1, 2, 3);
    }
    PurchaseLog purchases = planted.log();

    // when
    Neighbours neighbours = CountNeighbours.of(purchases, purchases.itemIds());

    // then
    assertThat(neighbours.end(0)).isEqualTo(neighbours.start(0));
    assertThat(neighbours.end(1)).isEqualTo(neighbours.start(1) + 1);
    assertThat(neighbours.item(neighbours.start(1))).isEqualTo(2);
  }
}
