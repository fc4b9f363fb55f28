package io.sidecart.model.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdDictionaryTest {
  @Test
  void numbersAreGivenInAlphabeticalOrderWhateverTheOrderOfTheTexts() {
    assertThat(IdDictionary.empty().plus(List.of("C2", "71053", "85123A", "71053")).texts())
        .containsExactly("71053", "85123A", "C2");
  }

  @Test
  void aNumberThatWasGivenStaysWhenMoreTextsCome() {
    IdDictionary first = IdDictionary.empty().plus(List.of("m", "k"));

    IdDictionary second = first.plus(List.of("z", "m", "a"));

    assertThat(second.texts()).containsExactly("k", "m", "a", "z");
    assertThat(second.numberOf("m")).isEqualTo(first.numberOf("m"));
    assertThat(second.textOf(second.numberOf("z"))).isEqualTo("z");
  }

  @Test
  void aTextThatWasNeverSeenHasNoNumber() {
    assertThat(IdDictionary.of(List.of("a")).numberOf("b")).isEqualTo(IdDictionary.UNKNOWN);
  }

  @Test
  void aNumberOfAnotherDictionaryIsRefused() {
    assertThatThrownBy(() -> IdDictionary.of(List.of("a")).textOf(1))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("number 1 is not one of the 1 ids of the dictionary");
  }
}
