package io.sidecart.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.ParseResult.Parsed;
import io.sidecart.model.ids.IdDictionary;
import io.sidecart.model.ids.IdSource;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.rows.Column;
import io.sidecart.model.rows.Header;
import io.sidecart.model.rows.ParsedRow;
import io.sidecart.model.rows.PurchaseRows;
import io.sidecart.model.rows.TimeFormat;
import io.sidecart.model.rules.ItemList;
import io.sidecart.model.rules.ItemSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  private static final IdDictionary IDS = IdDictionary.of(List.of("21", "85 A"));
  private static final int NUMBER = 1;

  @Test
  void whatIsOnOneLineStaysTheSameObject() {
    String id = new String("85 A");

    assertThat(OneLine.of(id)).isSameAs(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"85 A\0\0", "\t85\tA ", " \0 85\u0085A", "\u200285 A\u007f"})
  void aPaddedIdIsTheSameInTablesEventsAndLists(String padded) {
    assertThat(ofTable(padded)).isEqualTo(NUMBER);
    assertThat(ofEvent(padded)).isEqualTo(NUMBER);
    assertThat(ItemList.parse("deny.txt", padded, IDS)).isEqualTo(ItemSet.of(List.of(NUMBER)));
  }

  private static int ofTable(String id) {
    PurchaseRows rows =
        new PurchaseRows(
            Column.required("userColumn", "user_id"),
            Column.required("itemColumn", "item_id"),
            Column.required("quantityColumn", "quantity"),
            Column.required("salesValueColumn", "sales_value"),
            Column.optional("basketColumn", "basket_id"),
            Column.optional("timeColumn", "day"),
            new TimeFormat(LocalDate.EPOCH, null));
    ParsedRow<Purchase> row =
        rows.withTextIds(new TextIds(null, new Given()))
            .parserOf(new Header(List.of("user_id", "item_id", "quantity", "sales_value")))
            .parse("p.csv", 2, List.of("1", id, "3", "4.5"));
    return ((ParsedRow.Kept<Purchase>) row).value().itemId();
  }

  private static int ofEvent(String id) {
    StringBuilder escaped = new StringBuilder();
    id.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    String json =
        "{\"user_id\":1,\"item_id\":\"" + escaped + "\",\"quantity\":2,\"sales_value\":3}";
    Message message =
        new Message(
            new EventId("cart", 0, 1),
            Instant.ofEpochMilli(1_700_000_000_000L),
            null,
            json.getBytes(UTF_8));
    return ((Parsed) new CartEventParser(1_000, null, IDS).parse(message)).event().itemId();
  }

  private static final class Given implements IdSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Opened open() {
      return new Opened() {
        @Override
        public IdDictionary dictionary() {
          return IDS;
        }

        @Override
        public void close() {}
      };
    }
  }
}
