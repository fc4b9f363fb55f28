package io.sidecart.model.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PurchaseLogTest {
  private final Shop shop =
      new Shop().buys(7, 3, 30, 31).buys(5, 1, 10).buys(7, 1, 32, 30).buys(-2, 2, 40);

  @Test
  void rowsStandByUserThenTimeThenLine() {
    PurchaseLog log = shop.log();

    assertThat(log.users()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).map(log::userId)).containsExactly(-2, 5, 7);
    assertThat(items(log)).containsExactly(40, 10, 32, 30, 30, 31);
    assertThat(log.start(2)).isEqualTo(2);
    assertThat(log.end(2)).isEqualTo(6);
    assertThat(log.time(4)).isEqualTo(Shop.millis(3));
    assertThat(log.itemIds(2)).containsExactly(30, 31, 32);
    assertThat(log.itemIds()).containsExactly(10, 30, 31, 32, 40);
  }

  @Test
  void theOrderInWhichRowsComeDoesNotMatter() {
    PurchaseLog log = shop.log();
    PurchaseLog shuffled = shop.shuffled(3);

    assertThat(items(shuffled)).isEqualTo(items(log));
    for (int row = 0; row < log.size(); row++) {
      assertThat(shuffled.hash(row, 9)).isEqualTo(log.hash(row, 9));
    }
  }

  @Test
  void rowsOfABasketShareItsNumber() {
    PurchaseLog log = shop.log();

    assertThat(log.basket(2)).isEqualTo(log.basket(3)).isNotEqualTo(log.basket(4));
    assertThat(new Shop().buysSometime(1, 2).log().basket(0)).isEqualTo(PurchaseLog.NO_BASKET);
  }

  @Test
  void aUserWithoutChosenRowsIsGone() {
    PurchaseLog log = shop.log();

    PurchaseLog some = log.where(row -> log.itemId(row) >= 30);

    assertThat(some.users()).isEqualTo(2);
    assertThat(some.indexOf(5)).isNegative();
    assertThat(items(some)).containsExactly(40, 32, 30, 30, 31);
    assertThat(some.start(some.indexOf(7))).isEqualTo(1);
    assertThat(some.end(some.indexOf(7))).isEqualTo(5);
  }

  @Test
  void manyRowsAreKept() {
    Shop large = new Shop();
    IntStream.range(0, 5_000).forEach(i -> large.buys(i % 10, i, i));

    assertThat(large.log().size()).isEqualTo(5_000);
    assertThat(large.log().itemIds(3)).hasSize(500);
  }

  private static int[] items(PurchaseLog log) {
    return IntStream.range(0, log.size()).map(log::itemId).toArray();
  }
}
