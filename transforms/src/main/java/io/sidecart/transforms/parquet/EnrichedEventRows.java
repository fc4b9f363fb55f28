package io.sidecart.transforms.parquet;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Reason;
import io.sidecart.model.Recommendation;
import io.sidecart.model.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EnrichedEvent} stands in Parquet.
 *
 * <p>The columns are user_id, item_id, quantity, sales_value, topic, partition, offset, event_time
 * (milliseconds, UTC), recommendations (a list of item_id and score, best first), precision_at_k,
 * department, category and model_version (null where there is none), and why. Where ids are text,
 * user_id and item_id are their numbers (-1 where there is none), and original_user_id,
 * original_item_id and original_recommendations hold the ids as the shop knows them; elsewhere
 * these are null. reasons has the reason of each recommended item, as {@link Reason#code} writes
 * it; null in rows that are older. Columns may be added, with a default; none is ever renamed or
 * dropped, so that old files stay readable.
 */
public final class EnrichedEventRows {
  private static final Schema RECOMMENDATION =
      SchemaBuilder.record("Recommendation")
          .namespace("io.sidecart")
          .fields()
          .requiredInt("item_id")
          .requiredFloat("score")
          .endRecord();

  /** The schema of a row. */
  public static final Schema SCHEMA =
      SchemaBuilder.record("EnrichedEvent")
          .namespace("io.sidecart")
          .fields()
          .requiredInt("user_id")
          .requiredInt("item_id")
          .requiredInt("quantity")
          .requiredDouble("sales_value")
          .requiredString("topic")
          .requiredInt("partition")
          .requiredLong("offset")
          .name("event_time")
          .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
          .noDefault()
          .name("recommendations")
          .type(Schema.createArray(RECOMMENDATION))
          .noDefault()
          .optionalDouble("precision_at_k")
          .optionalString("department")
          .optionalString("category")
          .optionalString("model_version")
          .requiredString("why")
          .optionalString("original_user_id")
          .optionalString("original_item_id")
          .name("original_recommendations")
          .type(
              Schema.createUnion(
                  Schema.create(Schema.Type.NULL),
                  Schema.createArray(Schema.create(Schema.Type.STRING))))
          .withDefault(null)
          .name("reasons")
          .type(
              Schema.createUnion(
                  Schema.create(Schema.Type.NULL),
                  Schema.createArray(Schema.create(Schema.Type.STRING))))
          .withDefault(null)
          .endRecord();

  /** The columns that identify a row, and no other: a cheap thing to read. */
  public static final Schema IDS = identity().endRecord();

  /** The same with {@code event_time}, in which two events of one identity differ. */
  public static final Schema EVENTS =
      identity()
          .name("event_time")
          .type(SCHEMA.getField("event_time").schema())
          .noDefault()
          .endRecord();

  static final MessageType PARQUET =
      new AvroSchemaConverter(ParquetFiles.configuration()).convert(SCHEMA);

  private EnrichedEventRows() {}

  private static SchemaBuilder.FieldAssembler<Schema> identity() {
    return SchemaBuilder.record("EnrichedEvent")
        .namespace("io.sidecart")
        .fields()
        .requiredString("topic")
        .requiredInt("partition")
        .requiredLong("offset");
  }

  /**
   * Whether user and item have numbers. A text that had none when the event came cannot be told
   * from others without one.
   */
  public static boolean isKnown(GenericRecord row) {
    return (Integer) row.get("user_id") >= 0 && (Integer) row.get("item_id") >= 0;
  }

  /** The event of a row of {@link #SCHEMA}. */
  public static EnrichedEvent ofRow(GenericRecord row) {
    int itemId = (Integer) row.get("item_id");
    CartEvent event =
        new CartEvent(
            id(row),
            Instant.ofEpochMilli((Long) row.get("event_time")),
            (Integer) row.get("user_id"),
            itemId,
            (Integer) row.get("quantity"),
            (Double) row.get("sales_value"),
            text(row, "original_user_id"),
            text(row, "original_item_id"));
    String department = text(row, "department");
    String category = text(row, "category");
    return new EnrichedEvent(
        event,
        department == null || category == null
            ? null
            : new ItemFeatures(itemId, department, category),
        recommendations(row),
        (Double) row.get("precision_at_k"),
        text(row, "model_version"),
        Why.ofLabel(row.get("why").toString()),
        texts((List<?>) row.get("original_recommendations")));
  }

  /** Rows that are older than reasons have none of them: the model spoke for their items. */
  private static List<Recommendation> recommendations(GenericRecord row) {
    List<String> reasons = texts((List<?>) row.get("reasons"));
    List<Recommendation> recommendations = new ArrayList<>();
    for (Object element : (List<?>) row.get("recommendations")) {
      GenericRecord each = (GenericRecord) element;
      Reason reason =
          reasons == null ? Reason.FOR_YOU : Reason.ofCode(reasons.get(recommendations.size()));
      recommendations.add(
          new Recommendation((Integer) each.get("item_id"), (Float) each.get("score"), reason));
    }
    return recommendations;
  }

  private static @Nullable List<String> texts(@Nullable List<?> cells) {
    return cells == null ? null : cells.stream().map(Object::toString).toList();
  }

  /**
   * Why a file's rows cannot be read as these without losing anything; empty where they can. A file
   * may lack columns that can be null, as one that is older than such a column does.
   */
  public static Optional<String> difference(MessageType file) {
    for (Type column : file.getFields()) {
      if (!PARQUET.containsField(column.getName())) {
        return Optional.of("has a column " + column.getName() + " that is not known");
      }
      if (!column.equals(PARQUET.getType(column.getName()))) {
        return Optional.of("has a column " + column.getName() + " of another type");
      }
    }
    for (Type column : PARQUET.getFields()) {
      if (!file.containsField(column.getName()) && !column.isRepetition(Repetition.OPTIONAL)) {
        return Optional.of("has no column " + column.getName());
      }
    }
    return Optional.empty();
  }

  /** The identity of a row of {@link #SCHEMA} or {@link #IDS}. */
  public static EventId id(GenericRecord row) {
    return new EventId(
        row.get("topic").toString(), (Integer) row.get("partition"), (Long) row.get("offset"));
  }

  /** The model that made a row of {@link #SCHEMA}, null where none did. */
  public static @Nullable String modelVersion(GenericRecord row) {
    return text(row, "model_version");
  }

  private static @Nullable String text(GenericRecord row, String column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }
}
