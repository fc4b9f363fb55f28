package io.sidecart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            List.of(
                new Recommendation(7, 0.5f, Reason.boughtBefore(6)),
                new Recommendation(9, 0.25f, Reason.boughtWith(7)),
                new Recommendation(8, 0.125f, Reason.popularIn("DAIRY")),
                new Recommendation(6, 0)),
            0.2,
            "v1",
            Why.ALS);

    assertThat(text(row))
        .isEqualTo(
            "{\"user_id\":1645,\"item_id\":9416653,\"quantity\":1,\"sales_value\":4.99,"
                + "\"topic\":\"cart\",\"partition\":1,\"offset\":42,"
                + "\"event_time\":\"2026-01-02T03:04:05.006Z\","
                + "\"recommendations\":["
                + "{\"item_id\":7,\"score\":0.5,\"reason\":\"bought_before\",\"times\":6,"
                + "\"because\":\"you bought it 6 times\"},"
                + "{\"item_id\":9,\"score\":0.25,\"reason\":\"bought_with\",\"with\":7,"
                + "\"because\":\"with 7\"},"
                + "{\"item_id\":8,\"score\":0.125,\"reason\":\"popular_in\","
                + "\"category\":\"DAIRY\",\"because\":\"popular in DAIRY\"},"
                + "{\"item_id\":6,\"score\":0.0,\"reason\":\"for_you\","
                + "\"because\":\"for you\"}],"
                + "\"precision_at_k\":0.2,\"department\":\"GROCERY\","
                + "\"category\":\"SOFT \\\"DRINKS\\\"\",\"model_version\":\"v1\",\"why\":\"als\"}");
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        1e-7f,
        Float.MIN_VALUE,
        1.17549435e-38f,
        0.1f,
        16_777_216f,
        2e23f,
        -Float.MAX_VALUE
      })
  void aScoreIsReadAsTheNumberThatWasWritten(float score) {
    EnrichedEvent row =
        new EnrichedEvent(EVENT, null, List.of(new Recommendation(7, score)), null, "v1", Why.ALS);

    String number = text(row).replaceAll(".*\"score\":([^,]+),.*", "$1");

    assertThat(Float.parseFloat(number)).isEqualTo(score);
  }

  @Test
  void writesNullForWhatIsNotKnown() {
    EnrichedEvent row = new EnrichedEvent(EVENT, null, List.of(), null, null, Why.BASELINE);

    assertThat(text(row))
        .endsWith(
            "\"recommendations\":[],\"precision_at_k\":null,\"department\":null,"
                + "\"category\":null,\"model_version\":null,\"why\":\"baseline\"}");
  }

  @Test
  void theItemOfAReasonIsNamedAsTheShopKnowsIt() {
    EnrichedEvent row =
        new EnrichedEvent(
                EVENT,
                null,
                List.of(new Recommendation(7, 1, Reason.boughtWith(9))),
                null,
                null,
                Why.ALS)
            .withOriginalIds(id -> "SKU" + id);

    assertThat(text(row))
        .contains(
            "{\"item_id\":\"SKU7\",\"score\":1.0,\"reason\":\"bought_with\","
                + "\"with\":\"SKU9\",\"because\":\"with SKU9\"}");
  }

  private static String text(EnrichedEvent row) {
    return new String(EnrichedEventJson.write(row), StandardCharsets.UTF_8);
  }
}
