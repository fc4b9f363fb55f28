package io.sidecart.transforms.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.IdDictionary;
import io.sidecart.model.ids.IdSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdFileTest {
  @TempDir Path folder;

  @Test
  void aNumberThatWasGivenSinceIsKnown() throws Exception {
    // given: a stream that has opened a dictionary, and a prepare that makes it larger
    IdFile file = new IdFile(folder.resolve("items.parquet").toString());
    file.write(IdDictionary.of(List.of("a", "b")));
    try (IdSource.Opened opened = file.open()) {
      assertThat(opened.textOf(1)).isEqualTo("b");
      file.write(IdDictionary.of(List.of("a", "b", "c")));

      // then
      assertThat(opened.textOf(2)).isEqualTo("c");
      assertThat(opened.dictionary().numberOf("c")).isEqualTo(2);
    }
  }

  @Test
  void aNumberThatNobodyGaveIsTold() throws Exception {
    IdFile file = new IdFile(folder.resolve("items.parquet").toString());
    file.write(IdDictionary.of(List.of("a", "b")));

    try (IdSource.Opened opened = file.open()) {
      assertThatThrownBy(() -> opened.textOf(2))
          .isInstanceOf(SidecartException.class)
          .hasMessageContaining("number 2 is not one of the 2 ids of the dictionary");
    }
  }
}
