package io.sidecart.model.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTest {
  private static final Column ITEM = Column.required("itemColumn", "item_id, product_id");
  private static final Column BASKET = Column.optional("basketColumn", "basket_id");

  @Test
  void aColumnIsFoundUnderAnyOfItsNamesInAnyCase() {
    assertThat(new Header(List.of("USER", " Product_ID ")).indexOf(ITEM)).isEqualTo(1);
  }

  @Test
  void theFirstNameIsPreferred() {
    assertThat(new Header(List.of("product_id", "item_id")).indexOf(ITEM)).isEqualTo(1);
  }

  @Test
  void anOptionalColumnMayBeAbsent() {
    assertThat(new Header(List.of("item_id")).indexOf(BASKET)).isEqualTo(Header.ABSENT);
  }

  @Test
  void aMissingColumnIsNamedBesideWhatIsThere() {
    assertThatThrownBy(() -> new Header(List.of("user", "sku")).indexOf(ITEM))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "there is no column item_id or product_id (--itemColumn names it); the header has:"
                + " user, sku");
  }

  @Test
  void aColumnThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> new Header(List.of("item_id", "ITEM_ID")).indexOf(ITEM))
        .isInstanceOf(SidecartException.class)
        .hasMessageContaining("item_id stands twice");
  }
}
