package io.sidecart.transforms.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueOutputTest {

  /** Each kind of field crosses the end of the first array for one of these. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100, 112, 113, 116, 119, 120, 121, 124, 126, 127, 128, 1_000})
  void fieldsComeBackWhereverTheyStand(int before) throws IOException {
    ValueOutput out = new ValueOutput();

    out.write(new byte[before]);
    out.writeByte(-7);
    out.writeBoolean(true);
    out.writeInt(Integer.MIN_VALUE + 5);
    out.writeLong(Long.MAX_VALUE - 5);
    out.writeFloat(0.1f);
    out.writeDouble(Math.PI);
    out.write(new byte[] {1, 2, 3});

    ValueInput in = new ValueInput(bytes(out));
    assertThat(in.readBytes(before)).isEqualTo(new byte[before]);
    assertThat(in.readByte()).isEqualTo((byte) -7);
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE + 5);
    assertThat(in.readLong()).isEqualTo(Long.MAX_VALUE - 5);
    assertThat(in.readFloat()).isEqualTo(0.1f);
    assertThat(in.readDouble()).isEqualTo(Math.PI);
    assertThat(in.readBytes(3)).containsExactly(1, 2, 3);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void aByteAtATimeGrowsToAnySize() throws IOException {
    ValueOutput out = new ValueOutput();

    for (int i = 0; i < 1_000; i++) {
      out.writeByte(i);
    }

    byte[] bytes = bytes(out);
    assertThat(bytes).hasSize(1_000);
    assertThat(bytes[999]).isEqualTo((byte) 999);
  }

  @Test
  void aFieldThatIsCutOffIsAnError() {
    ValueInput in = new ValueInput(new byte[7]);

    assertThatThrownBy(in::readLong)
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("7 bytes");
  }

  private static byte[] bytes(ValueOutput out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    out.copyTo(bytes);
    assertThat(out.size()).isEqualTo(bytes.size());
    return bytes.toByteArray();
  }
}
