package io.sidecart.transforms.coders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ValueOutputTest {

  @Test
  void aByteThatMakesItGrowIsWritten() throws IOException {
    ValueOutput out = new ValueOutput();
    for (int i = 0; i < 1_000; i++) {
      out.writeByte(i);
    }

    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    out.copyTo(copy);
    assertThat(copy.toByteArray()).hasSize(1_000).startsWith(0, 1, 2).endsWith(998, 999);
  }
}
