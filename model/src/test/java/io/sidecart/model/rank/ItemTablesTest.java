package io.sidecart.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemTablesTest {
  @Test
  void anIntervalLiesBetweenTwoPurchases() {
    // given: 20 and 40 days between the purchases of two users
    ItemTable items = tableOf(new Planted().buys(1, 0, 0, 20, 40).buys(2, 0, 0, 40));

    // then: drawn to 60 days, as if five more users had them
    assertThat(items.interval(0)).isEqualTo((20 + 40 + 5 * 60) / 7f);
  }

  @Test
  void aPurchaseWithoutATimeEndsNoInterval() {
    ItemTable timed = tableOf(new Planted().buys(1, 0, 0, 20));
    ItemTable mixed = tableOf(new Planted().buys(1, 0, 0, 20, Planted.NO_TIME, Planted.NO_TIME));

    assertThat(mixed.interval(0)).isEqualTo(timed.interval(0));
  }

  @Test
  void purchasesOfWhichOneHasATimeTellNoInterval() {
    ItemTable items = tableOf(new Planted().buys(1, 0, 20, Planted.NO_TIME, Planted.NO_TIME));

    assertThat(items.interval(0)).isEqualTo(60f);
  }

  @Test
  void aPurchaseWithoutATimeIsARepeatedOne() {
    ItemTable timed = tableOf(new Planted().buys(1, 0, 0, 20));
    ItemTable mixed = tableOf(new Planted().buys(1, 0, 0, Planted.NO_TIME));

    assertThat(mixed.value(0, ItemTable.REPEAT)).isEqualTo(timed.value(0, ItemTable.REPEAT));
  }

  private static ItemTable tableOf(Planted purchases) {
    return ItemTables.of(purchases.log(), Planted.at(50));
  }
}
