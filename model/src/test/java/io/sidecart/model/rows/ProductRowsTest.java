package io.sidecart.model.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.ItemFeatures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductRowsTest {
  private static final RowParser<ItemFeatures> PARSER =
      new ProductRows(
              Column.required("itemColumn", "item_id,product_id"),
              Column.required("departmentColumn", "department"),
              Column.required("categoryColumn", "category,commodity_desc"))
          .parserOf(new Header(List.of("PRODUCT_ID", "DEPARTMENT", "COMMODITY_DESC")));

  @Test
  void aProductHasADepartmentAndACategory() {
    assertThat(PARSER.parse("products.csv", 2, List.of("5", "GROCERY ", "FRZN ICE")))
        .isEqualTo(new ParsedRow.Kept<>(new ItemFeatures(5, "GROCERY", "FRZN ICE")));
  }

  @Test
  void blankTextIsUnknown() {
    assertThat(PARSER.parse("products.csv", 2, List.of("5", " ", "")))
        .isEqualTo(new ParsedRow.Kept<>(new ItemFeatures(5, "UNKNOWN", "UNKNOWN")));
  }

  @Test
  void controlCharactersBecomeSpaces() {
    assertThat(PARSER.parse("products.csv", 2, List.of("5", "FRESH\tFOOD", "FRZN\r\nICE")))
        .isEqualTo(new ParsedRow.Kept<>(new ItemFeatures(5, "FRESH FOOD", "FRZN  ICE")));
  }

  @Test
  void aCellThatIsTooLongIsMalformed() {
    ParsedRow<ItemFeatures> row =
        PARSER.parse("products.csv", 2, List.of("5", "x".repeat(70_000), "ICE"));

    assertThat(row)
        .isEqualTo(
            new ParsedRow.Malformed<>(
                new ParsedRow.Fault(
                    "too-long",
                    "department has more than 1000 characters: '" + "x".repeat(40) + "...'")));
  }

  @Test
  void aProductWithoutAnIdIsMalformed() {
    assertThat(PARSER.parse("products.csv", 2, List.of("", "GROCERY", "ICE")))
        .isInstanceOf(ParsedRow.Malformed.class);
  }
}
