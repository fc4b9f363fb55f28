package io.sidecart.model.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.IdDictionary;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemListTest {

  @Test
  void readsOneIdALine() {
    assertThat(ItemList.parse("deny.txt", "12\r\n\n 7 \n12\n", null))
        .isEqualTo(ItemSet.of(List.of(7, 12)));
  }

  @Test
  void aBadLineIsNamed() {
    assertThatThrownBy(() -> ItemList.parse("deny.txt", "12\n\n7,8\n", null))
        .isInstanceOf(SidecartException.class)
        .hasMessage("deny.txt:3: '7,8' is no item's id: give one whole number a line");
  }

  @Test
  void idsThatAreTextBecomeTheirNumbers() {
    IdDictionary ids = IdDictionary.of(List.of("21", "85123A"));

    assertThat(ItemList.parse("deny.txt", "85123A\n", ids))
        .isEqualTo(ItemSet.of(List.of(ids.numberOf("85123A"))));
    assertThatThrownBy(() -> ItemList.parse("deny.txt", "22", ids))
        .hasMessage("deny.txt:1: '22' is no item's id: the dictionary of items does not have it");
  }
}
