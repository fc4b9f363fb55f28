package io.sidecart.runners.launcher.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowSetTest {
  private static final RowSet WANTED = new RowSet("rows", List.of("a", "b", "c"));

  @Test
  void theOrderOfRowsDoesNotCount() {
    assertThat(WANTED.difference(new RowSet("rows", List.of("c", "a", "b")))).isEmpty();
  }

  @Test
  void aMissingRowIsNamed() {
    assertThat(WANTED.difference(new RowSet("rows", List.of("a", "c")))).hasValue("rows lacks b");
  }

  @Test
  void aMissingLastRowIsNamed() {
    assertThat(WANTED.difference(new RowSet("rows", List.of("a", "b")))).hasValue("rows lacks c");
  }

  @Test
  void aRowThatStandsTwiceIsOneTooMany() {
    assertThat(WANTED.difference(new RowSet("rows", List.of("a", "b", "b", "c"))))
        .hasValue("rows has b too many");
  }

  @Test
  void ofARowThatDiffersTheFirstInOrderIsNamed() {
    assertThat(WANTED.difference(new RowSet("rows", List.of("a", "b", "d"))))
        .hasValue("rows lacks c");
  }
}
