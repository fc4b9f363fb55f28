package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorsTest {

  @Test
  void aTableGrowsUntilItIsFull() {
    // given: of rank 128 there is room for 16,777,215 vectors
    int most = Factors.most(128);

    assertThat(most).isEqualTo(16_777_215);
    assertThat(Factors.Builder.grown(100, 128)).isEqualTo(151);
    assertThat(Factors.Builder.grown(most - 1, 128)).isEqualTo(most);
    assertThat(Factors.Builder.grown(Factors.most(1) - 1, 1)).isEqualTo(Factors.most(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Factors.Builder.grown(most, 128))
        .withMessage("more than 16777215 vectors of rank 128 do not fit");
  }

  @Test
  void keepsEachVectorWithItsIdInTheOrderOfIds() {
    Factors factors =
        Factors.builder(2, 1).add(7, 1, 2).add(-3, 3, 4).add(5, 5, 6).add(9, 7, 8).build();

    assertThat(factors.size()).isEqualTo(4);
    assertThat(new int[] {factors.id(0), factors.id(1), factors.id(2), factors.id(3)})
        .containsExactly(-3, 5, 7, 9);
    assertThat(factors.vector(factors.indexOf(-3))).containsExactly(3, 4);
    assertThat(factors.vector(factors.indexOf(7))).containsExactly(1, 2);
    assertThat(factors.vector(factors.indexOf(9))).containsExactly(7, 8);
  }

  @Test
  void knowsWhichIdsItDoesNotHold() {
    Factors factors = Factors.builder(1).add(7, 1).build();

    assertThat(factors.indexOf(6)).isNegative();
    assertThat(Factors.builder(1).build().indexOf(7)).isNegative();
  }

  @Test
  void refusesAnIdThatStandsTwice() {
    Factors.Builder builder = Factors.builder(1).add(7, 1).add(3, 1).add(7, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("id 7 stands there twice");
  }

  @Test
  void refusesAVectorOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Factors.builder(3).add(7, 1, 2))
        .withMessage("id 7 has 2 factors instead of 3");
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2e15f, -2e15f})
  void refusesAValueThatIsNoUsableNumber(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Factors.builder(2).add(7, 1, value))
        .withMessage("id 7 has the factor " + value);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Factors.MAX_RANK + 1})
  void refusesARankOutOfRange(int rank) {
    assertThatIllegalArgumentException().isThrownBy(() -> Factors.builder(rank));
  }

  @Test
  void aModelsTablesHaveOneRank() {
    Factors users = Factors.builder(2).build();
    ItemFactors items = ItemFactors.of(Factors.builder(3).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlsModel("v1", users, items))
        .withMessage("users have rank 2, items have rank 3");
  }
}
