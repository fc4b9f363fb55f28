package io.sidecart.model.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorVectorTest {

  @Test
  void keepsItsValuesWhateverBecomesOfThoseThatItWasMadeOf() {
    float[] values = {1, -0.0f, 3};
    FactorVector vector = FactorVector.of(values);
    values[0] = 9;

    float[] target = new float[4];
    vector.copyTo(target);

    assertThat(target).containsExactly(1, -0.0f, 3, 0);
    assertThat(vector.rank()).isEqualTo(3);
    assertThat(vector).isEqualTo(FactorVector.of(1, -0.0f, 3)).hasSameHashCodeAs(vector);
    assertThat(vector).isNotEqualTo(FactorVector.of(1, 0, 3));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -2e15f})
  void refusesWhatIsNoFactor(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FactorVector.of(1, value))
        .withMessage("the factor " + value);
  }

  @Test
  void refusesToBeEmpty() {
    assertThatIllegalArgumentException().isThrownBy(FactorVector::of);
  }
}
