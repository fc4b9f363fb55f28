package io.sidecart.cql.save;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** Rows as values of the types answer and served, in the order of their fields in the schema. */
final class Answers {
  private Answers() {}

  /** items, scores, precision_at_k, model_version, why, original_ids, reasons. */
  static FieldBytes answer(EnrichedEvent row) {
    List<Recommendation> recommendations = row.recommendations();
    int[] items = new int[recommendations.size()];
    float[] scores = new float[items.length];
    List<String> reasons = new ArrayList<>(items.length);
    for (int i = 0; i < items.length; i++) {
      Recommendation each = recommendations.get(i);
      items[i] = each.itemId();
      scores[i] = each.score();
      reasons.add(each.reason().code());
    }
    return new FieldBytes()
        .ofInts(items)
        .ofFloats(scores)
        .ofDouble(row.precisionAtK())
        .ofText(row.modelVersion())
        .ofText(row.why().label())
        .ofTexts(row.originalIds())
        .ofTexts(reasons);
  }

  /** item_id, event_time, topic, partition, offset, answer, original_item_id. */
  static FieldBytes served(CartEvent event, FieldBytes answer) {
    return new FieldBytes()
        .ofInt(event.itemId())
        .ofLong(event.eventTime().toEpochMilli())
        .ofText(event.id().topic())
        .ofInt(event.id().partition())
        .ofLong(event.id().offset())
        .of(answer)
        .ofText(event.itemText());
  }
}
