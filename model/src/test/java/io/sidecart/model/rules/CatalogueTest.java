package io.sidecart.model.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.evaluate.Shop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  /** Item 3 sold most, long ago; of late 1 does, before 2. */
  private final Catalogue catalogue =
      Catalogues.of(
          new Shop().buys(1, 0, 3, 3, 3, 3).buys(1, 300, 1, 2).buys(2, 300, 1).log(),
          List.of(
              new ItemFeatures(1, "FOOD", "TEA"),
              new ItemFeatures(2, "FOOD", "TEA"),
              new ItemFeatures(3, "FOOD", "MILK"),
              new ItemFeatures(4, "FOOD", "MILK"),
              new ItemFeatures(5, "FOOD", ItemFeatures.UNKNOWN)));

  @Test
  void whatSellsOfLateComesFirst() {
    assertThat(
            IntStream.range(0, catalogue.popularSize())
                .map(place -> catalogue.id(catalogue.popular(place))))
        .containsExactly(1, 2, 3);
    int tea = catalogue.categoryOf("TEA");
    assertThat(IntStream.range(0, catalogue.popularSize(tea)).map(i -> catalogue.popular(tea, i)))
        .extracting(catalogue::id)
        .containsExactly(1, 2);
  }

  @Test
  void anItemWithoutPurchasesHasNoPrice() {
    assertThat(catalogue.priceOf(1)).isEqualTo(1.5f);
    assertThat(catalogue.priceOf(4)).isNaN();
    assertThat(catalogue.priceOf(77)).isNaN();
  }

  @Test
  void theCategoryUnknownIsNone() {
    assertThat(catalogue.categories()).containsExactly("MILK", "TEA");
    assertThat(catalogue.categoryOf(5)).isEqualTo(Catalogue.UNKNOWN);
    assertThat(catalogue.categoryOf(77)).isEqualTo(Catalogue.UNKNOWN);
    assertThat(catalogue.categoryOf("COFFEE")).isEqualTo(Catalogue.UNKNOWN);
    assertThat(catalogue.categoryOf("UNKNOWN")).isEqualTo(Catalogue.UNKNOWN);
  }

  @Test
  void theFileReadsBack() {
    byte[] bytes = CatalogueFile.write(catalogue);

    assertThat(CatalogueFile.write(CatalogueFile.read(bytes))).isEqualTo(bytes);
    assertThat(CatalogueFile.read(bytes).categoryOf(2)).isEqualTo(catalogue.categoryOf("TEA"));
  }

  @Test
  void aDamagedFileIsRefused() {
    byte[] bytes = CatalogueFile.write(catalogue);

    assertThatThrownBy(() -> CatalogueFile.read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it ");
    assertThatThrownBy(() -> CatalogueFile.read(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessage("it goes on after its last item");
  }
}
