package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
