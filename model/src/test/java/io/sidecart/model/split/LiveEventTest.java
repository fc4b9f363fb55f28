package io.sidecart.model.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.Purchase;
import io.sidecart.model.ids.IdDictionary;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveEventTest {

  @Test
  void theMessageIsPlainJson() {
    LiveEvent event = LiveEvent.of(new Purchase("p.csv", 2, 1645, 9416653, 1, 4.99, null, null));

    assertThat(event.userId()).isEqualTo(1645);
    assertThat(event.json())
        .isEqualTo("{\"user_id\":1645,\"item_id\":9416653,\"quantity\":1,\"sales_value\":4.99}");
  }

  @Test
  void theMessageCarriesTheIdsAsTheShopKnowsThem() {
    Purchase purchase = new Purchase("p.csv", 2, 1, 0, 1, 4.99, null, null);

    LiveEvent event =
        LiveEvent.of(
            purchase, IdDictionary.of(List.of("a", "b\"c")), IdDictionary.of(List.of("85123A")));

    assertThat(event.json())
        .isEqualTo(
            "{\"user_id\":\"b\\\"c\",\"item_id\":\"85123A\",\"quantity\":1,\"sales_value\":4.99}");
  }

  @Test
  void aLineOfTextComesBackAsItWas() {
    LiveEvent event =
        LiveEvent.of(new Purchase("a\tb.csv", 2, 1, 2, 3, 1e9, "b", Instant.ofEpochMilli(-5)));

    assertThat(LiveEvent.ofLine(event.toLine())).isEqualTo(event);
  }

  @Test
  void eventsComeInTheOrderOfTimeThenOfRows() {
    LiveEvent timeless = at("z", 9, null);
    LiveEvent early = at("z", 9, Instant.ofEpochMilli(1));
    LiveEvent late = at("a", 10, Instant.ofEpochMilli(2));
    LiveEvent lateToo = at("b", 1, Instant.ofEpochMilli(2));

    assertThat(Stream.of(lateToo, early, late, timeless).sorted())
        .containsExactly(timeless, early, late, lateToo);
  }

  private static LiveEvent at(String source, long line, @Nullable Instant time) {
    return LiveEvent.of(new Purchase(source, line, 1, 2, 3, 1, null, time));
  }
}
