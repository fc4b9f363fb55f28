package io.sidecart.cql.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sidecart.model.factors.FactorVector;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FactorBlobTest {

  @Test
  void eachFloatStandsWithItsLeastSignificantByteFirst() {
    assertThat(FactorBlob.of(FactorVector.of(1, -2)).array())
        .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
  }

  @Test
  void aVectorComesBackToTheLastBit() {
    FactorVector vector = FactorVector.of(0.1f, -0.0f, Float.MIN_VALUE, 1e15f);
    ByteBuffer blob = FactorBlob.of(vector);

    assertThat(FactorBlob.read(blob, 4)).isEqualTo(vector);
    assertThat(blob.remaining()).isEqualTo(16);
  }

  @Test
  void anotherLengthThanThatOfTheModelIsRefused() {
    ByteBuffer blob = FactorBlob.of(FactorVector.of(1, 2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> FactorBlob.read(blob, 3))
        .withMessage("8 bytes instead of 3 factors of 4 bytes");
  }

  @Test
  void bytesThatAreNoFactorAreRefused() {
    ByteBuffer blob = ByteBuffer.wrap(new byte[] {-1, -1, -1, -1});

    assertThatIllegalArgumentException().isThrownBy(() -> FactorBlob.read(blob, 1));
  }
}
