package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void theInnermostMessageCountsAndOfItTheFirstLine() {
    Throwable failure =
        new IllegalStateException("outer", new IOException("\ndisk full\nand more"));

    assertThat(RootCause.message(failure)).isEqualTo("disk full");
  }

  @Test
  void whatSaysNothingIsNamedByItsClass() {
    assertThat(RootCause.message(new IOException("outer", new EOFException())))
        .isEqualTo("EOFException");
    assertThat(RootCause.message(new IOException(" "))).isEqualTo("IOException");
  }
}
