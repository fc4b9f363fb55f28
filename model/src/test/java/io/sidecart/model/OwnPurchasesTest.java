package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnPurchasesTest {
  private static final OwnItem NINE = new OwnItem(9, 2, Instant.ofEpochMilli(1_000));
  private static final OwnItem FOUR = new OwnItem(4, 1, null);

  @Test
  void itemsComeInTheOrderOfTheirIdsWhateverTheOrderTheyWereGivenIn() {
    assertThat(OwnPurchases.of(List.of(NINE, FOUR)).items()).containsExactly(FOUR, NINE);
  }

  @Test
  void containsWhatWasBoughtAndNothingElse() {
    OwnPurchases own = OwnPurchases.of(List.of(NINE, FOUR));

    assertThat(List.of(4, 9)).allMatch(own::contains);
    assertThat(List.of(3, 5, 8, 10)).noneMatch(own::contains);
  }

  @Test
  void tellsOfEachItemByItsPlace() {
    OwnPurchases own = OwnPurchases.of(List.of(NINE, FOUR));

    assertThat(own.size()).isEqualTo(2);
    assertThat(own.itemId(1)).isEqualTo(9);
    assertThat(own.timesBought(1)).isEqualTo(2);
    assertThat(own.lastBought(1)).isEqualTo(1_000);
    assertThat(own.lastBought(0)).isEqualTo(OwnPurchases.NO_TIME);
  }

  @Test
  void anItemCannotStandTwice() {
    assertThatThrownBy(() -> OwnPurchases.of(List.of(FOUR, FOUR)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("item 4 before item 4");
  }

  @Test
  void equalOnlyWhereItemsCountsAndTimesAre() {
    OwnPurchases own = OwnPurchases.of(List.of(NINE));

    assertThat(own).isEqualTo(OwnPurchases.of(List.of(NINE)));
    assertThat(own).hasSameHashCodeAs(OwnPurchases.of(List.of(NINE)));
    assertThat(own).isNotEqualTo(OwnPurchases.of(List.of(new OwnItem(9, 3, NINE.lastBought()))));
    assertThat(own).isNotEqualTo(OwnPurchases.of(List.of(new OwnItem(9, 2, null))));
  }

  @Test
  void aPurchaseOfOneHalfLifeAgoCountsHalf() {
    Instant now = Instant.parse("2026-06-01T00:00:00Z");
    OwnItem older = new OwnItem(9, 1, now.minus(OwnItem.HALF_LIFE));
    OwnItem oldest = new OwnItem(9, 1, now.minus(OwnItem.HALF_LIFE.multipliedBy(2)));

    OwnItem sum = new OwnItem(9, 1, now).plus(older.plus(oldest));

    assertThat(sum.timesBought()).isEqualTo(3);
    assertThat(sum.firstBought()).isEqualTo(oldest.firstBought());
    assertThat(sum.lastBought()).isEqualTo(now);
    assertThat(sum.decayed()).isCloseTo(1.75, within(1e-12));
    assertThat(OwnPurchases.of(List.of(sum)).decayed(0)).isEqualTo(1.75f);
    assertThat(OwnPurchases.of(List.of(sum)).firstBought(0))
        .isEqualTo(oldest.firstBought().toEpochMilli());
  }

  @Test
  void aPurchaseWithoutATimeCountsAmongTheTimesAlone() {
    OwnItem timed = new OwnItem(9, 1, Instant.EPOCH);
    OwnItem untimed = new OwnItem(9, 2, null);

    assertThat(timed.plus(untimed))
        .isEqualTo(untimed.plus(timed))
        .isEqualTo(new OwnItem(9, 3, Instant.EPOCH, Instant.EPOCH, 1));
  }
}
