package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrichedEventJsonTest {
  private static final CartEvent EVENT =
      new CartEvent(
          new EventId("cart", 1, 42),
          Instant.parse("2026-01-02T03:04:05.006Z"),
          1645,
          9416653,
          1,
          4.99);

  @Test
  void writesEveryColumnInItsOrder() {
    EnrichedEvent row =
        new EnrichedEvent(
            EVENT,
            new ItemFeatures(9416653, "GROCERY", "SOFT \"DRINKS\""),
            List.of(new Recommendation(7, 0.5f), new Recommendation(9, 0.25f)),
            0.2,
            "v1",
            Why.ALS);

    assertThat(text(row))
        .isEqualTo(
            "{\"user_id\":1645,\"item_id\":9416653,\"quantity\":1,\"sales_value\":4.99,"
                + "\"topic\":\"cart\",\"partition\":1,\"offset\":42,"
                + "\"event_time\":\"2026-01-02T03:04:05.006Z\","
                + "\"recommendations\":[{\"item_id\":7,\"score\":0.5},{\"item_id\":9,\"score\":0.25}],"
                + "\"precision_at_k\":0.2,\"department\":\"GROCERY\","
                + "\"category\":\"SOFT \\\"DRINKS\\\"\",\"model_version\":\"v1\",\"why\":\"als\"}");
  }

  @Test
  void writesNullForWhatIsNotKnown() {
    EnrichedEvent row = new EnrichedEvent(EVENT, null, List.of(), null, null, Why.BASELINE);

    assertThat(text(row))
        .endsWith(
            "\"recommendations\":[],\"precision_at_k\":null,\"department\":null,"
                + "\"category\":null,\"model_version\":null,\"why\":\"baseline\"}");
  }

  private static String text(EnrichedEvent row) {
    return new String(EnrichedEventJson.write(row), StandardCharsets.UTF_8);
  }
}
