package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrecisionAtKTest {
  private static final OwnPurchases BOUGHT_1_AND_3 =
      OwnPurchases.of(List.of(new OwnItem(3, 2, null), new OwnItem(1, 1, null)));

  @Test
  void isTheShareOfItemsEverBought() {
    assertThat(PrecisionAtK.of(items(5, 3, 4, 1, 2), 5, BOUGHT_1_AND_3)).isEqualTo(0.4);
    assertThat(PrecisionAtK.of(items(5, 6), 2, BOUGHT_1_AND_3)).isEqualTo(0.0);
    assertThat(PrecisionAtK.of(items(1, 3), 2, BOUGHT_1_AND_3)).isEqualTo(1.0);
  }

  @Test
  void countsNoMoreThanKItems() {
    assertThat(PrecisionAtK.of(items(5, 6, 1, 3), 2, BOUGHT_1_AND_3)).isEqualTo(0.0);
  }

  @Test
  void dividesByKWhereFewerItemsWereFound() {
    assertThat(PrecisionAtK.of(items(1), 5, BOUGHT_1_AND_3)).isEqualTo(0.2);
    assertThat(PrecisionAtK.of(items(), 5, BOUGHT_1_AND_3)).isEqualTo(0.0);
  }

  @Test
  void isUnknownForAUserWithoutPurchases() {
    assertThat(PrecisionAtK.of(items(1, 3), 2, OwnPurchases.none())).isNull();
  }

  @Test
  void refusesAKOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionAtK.of(items(1), 0, BOUGHT_1_AND_3))
        .withMessage("k is 0, it must be at least 1");
  }

  private static List<Recommendation> items(int... ids) {
    return IntStream.of(ids).mapToObj(id -> new Recommendation(id, 1f)).toList();
  }
}
