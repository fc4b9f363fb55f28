package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionAtKTest {
  private static final OwnPurchases OWN =
      OwnPurchases.of(List.of(new OwnItem(1, 3, null), new OwnItem(4, 1, null)));
  private static final List<Recommendation> ITEMS =
      List.of(new Recommendation(4, 3), new Recommendation(2, 2), new Recommendation(1, 1));

  @Test
  void countsTheItemsThatTheUserBought() {
    assertThat(PrecisionAtK.of(ITEMS, OWN, 3)).isEqualTo(2 / 3.0);
  }

  @Test
  void looksAtTheFirstKOnly() {
    assertThat(PrecisionAtK.of(ITEMS, OWN, 2)).isEqualTo(0.5);
  }

  @Test
  void dividesByKWhereThereAreFewerItems() {
    assertThat(PrecisionAtK.of(ITEMS, OWN, 5)).isEqualTo(0.4);
  }

  @Test
  void isUnknownWithoutPurchases() {
    assertThat(PrecisionAtK.of(ITEMS, OwnPurchases.none(), 3)).isNull();
  }

  @Test
  void refusesAKOfZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> PrecisionAtK.of(ITEMS, OWN, 0));
  }
}
