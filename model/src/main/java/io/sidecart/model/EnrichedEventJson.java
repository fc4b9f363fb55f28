package io.sidecart.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an enriched event, as the recommendations topic carries it.
 *
 * <p>One object with the row's columns in their order: {@code recommendations} is an array of
 * {@code {"item_id":..,"score":..,"reason":..,"because":..}}, best first, with {@code times},
 * {@code with} or {@code category} between the last two where the reason has one; {@code
 * event_time} is ISO-8601 in UTC; what is not known is {@code null}. Ids are as the shop knows
 * them: numbers, or strings where they are text.
 */
public final class EnrichedEventJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private EnrichedEventJson() {}

  /** UTF-8 bytes of the object. */
  public static byte[] write(EnrichedEvent row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      CartEvent event = row.event();
      writeId(json, "user_id", event.userId(), event.userText());
      writeId(json, "item_id", event.itemId(), event.itemText());
      json.writeNumberField("quantity", event.quantity());
      json.writeNumberField("sales_value", event.salesValue());
      json.writeStringField("topic", event.id().topic());
      json.writeNumberField("partition", event.id().partition());
      json.writeNumberField("offset", event.id().offset());
      json.writeStringField("event_time", event.eventTime().toString());
      json.writeArrayFieldStart("recommendations");
      @Nullable List<String> originals = row.originalIds();
      for (int i = 0; i < row.recommendations().size(); i++) {
        Recommendation recommendation = row.recommendations().get(i);
        json.writeStartObject();
        writeId(
            json, "item_id", recommendation.itemId(), originals == null ? null : originals.get(i));
        json.writeNumberField("score", recommendation.score());
        writeReason(json, recommendation.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (row.precisionAtK() == null) {
        json.writeNullField("precision_at_k");
      } else {
        json.writeNumberField("precision_at_k", row.precisionAtK());
      }
      ItemFeatures features = row.features();
      json.writeStringField("department", features == null ? null : features.department());
      json.writeStringField("category", features == null ? null : features.category());
      json.writeStringField("model_version", row.modelVersion());
      json.writeStringField("why", row.why().label());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  private static void writeReason(JsonGenerator json, Reason reason) throws IOException {
    json.writeStringField("reason", reason.kind().label());
    switch (reason.kind()) {
      case BOUGHT_BEFORE -> json.writeNumberField("times", reason.argument());
      case BOUGHT_WITH -> writeId(json, "with", reason.argument(), reason.name());
      case POPULAR_IN -> json.writeStringField("category", reason.name());
      case FOR_YOU, POPULAR -> {}
    }
    json.writeStringField("because", reason.sentence());
  }

  private static void writeId(JsonGenerator json, String name, int number, @Nullable String text)
      throws IOException {
    if (text == null) {
      json.writeNumberField(name, number);
    } else {
      json.writeStringField(name, text);
    }
  }
}
