package io.sidecart.transforms.parquet;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Recommendation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes enriched events as {@link EnrichedEventRows} describes them, without a record in between:
 * the sink is busy with little else, and Avro looks each field's type up for each row.
 */
@SuppressWarnings("deprecation") // the successor of init is not in Spark's Parquet 1.13
final class EnrichedEventWriteSupport extends WriteSupport<EnrichedEvent> {
  /** Where readers of Avro records find what the columns mean. */
  private static final String AVRO_SCHEMA = "parquet.avro.schema";

  private static final Column USER_ID = column("user_id");
  private static final Column ITEM_ID = column("item_id");
  private static final Column QUANTITY = column("quantity");
  private static final Column SALES_VALUE = column("sales_value");
  private static final Column TOPIC = column("topic");
  private static final Column PARTITION = column("partition");
  private static final Column OFFSET = column("offset");
  private static final Column EVENT_TIME = column("event_time");
  private static final Column RECOMMENDATIONS = column("recommendations");
  private static final Column PRECISION_AT_K = column("precision_at_k");
  private static final Column DEPARTMENT = column("department");
  private static final Column CATEGORY = column("category");
  private static final Column MODEL_VERSION = column("model_version");
  private static final Column WHY = column("why");
  private static final Column ORIGINAL_USER_ID = column("original_user_id");
  private static final Column ORIGINAL_ITEM_ID = column("original_item_id");
  private static final Column ORIGINAL_RECOMMENDATIONS = column("original_recommendations");
  private static final Column REASONS = column("reasons");

  /** A list is a group of one repeated group of one element. */
  private static final Column LIST = new Column("list", 0);

  private static final Column ELEMENT = new Column("element", 0);
  private static final Column RECOMMENDED_ITEM = new Column("item_id", 0);
  private static final Column RECOMMENDED_SCORE = new Column("score", 1);

  /** Most texts of a file stand in it many times. */
  private final Map<String, Binary> texts = new HashMap<>();

  private RecordConsumer out;

  /** A field of a group, by the place that it has there. */
  private record Column(String name, int index) {}

  private static Column column(String name) {
    return new Column(name, EnrichedEventRows.PARQUET.getFieldIndex(name));
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(
        EnrichedEventRows.PARQUET, Map.of(AVRO_SCHEMA, EnrichedEventRows.SCHEMA.toString()));
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(EnrichedEvent row) {
    CartEvent event = row.event();
    out.startMessage();
    put(USER_ID, event.userId());
    put(ITEM_ID, event.itemId());
    put(QUANTITY, event.quantity());
    put(SALES_VALUE, event.salesValue());
    put(TOPIC, event.id().topic());
    put(PARTITION, event.id().partition());
    put(OFFSET, event.id().offset());
    put(EVENT_TIME, event.eventTime().toEpochMilli());
    put(RECOMMENDATIONS, row.recommendations(), this::addRecommendation);
    putIfKnown(PRECISION_AT_K, row.precisionAtK());
    ItemFeatures features = row.features();
    putIfKnown(DEPARTMENT, features == null ? null : features.department());
    putIfKnown(CATEGORY, features == null ? null : features.category());
    putIfKnown(MODEL_VERSION, row.modelVersion());
    put(WHY, row.why().label());
    putIfKnown(ORIGINAL_USER_ID, event.userText());
    putIfKnown(ORIGINAL_ITEM_ID, event.itemText());
    putIfKnown(ORIGINAL_RECOMMENDATIONS, row.originalIds(), this::addText);
    put(REASONS, row.recommendations(), each -> addText(each.reason().code()));
    out.endMessage();
  }

  private void addRecommendation(Recommendation recommendation) {
    out.startGroup();
    put(RECOMMENDED_ITEM, recommendation.itemId());
    start(RECOMMENDED_SCORE);
    out.addFloat(recommendation.score());
    end(RECOMMENDED_SCORE);
    out.endGroup();
  }

  private void addText(String text) {
    out.addBinary(texts.computeIfAbsent(text, Binary::fromString));
  }

  private void put(Column column, int value) {
    start(column);
    out.addInteger(value);
    end(column);
  }

  private void put(Column column, long value) {
    start(column);
    out.addLong(value);
    end(column);
  }

  private void put(Column column, double value) {
    start(column);
    out.addDouble(value);
    end(column);
  }

  private void put(Column column, String value) {
    start(column);
    addText(value);
    end(column);
  }

  private void putIfKnown(Column column, @Nullable Double value) {
    if (value != null) {
      put(column, value.doubleValue());
    }
  }

  private void putIfKnown(Column column, @Nullable String value) {
    if (value != null) {
      put(column, value);
    }
  }

  private <T> void putIfKnown(Column column, @Nullable List<T> values, Consumer<T> add) {
    if (values != null) {
      put(column, values, add);
    }
  }

  private <T> void put(Column column, List<T> values, Consumer<T> add) {
    start(column);
    out.startGroup();
    if (!values.isEmpty()) {
      start(LIST);
      for (T value : values) {
        out.startGroup();
        start(ELEMENT);
        add.accept(value);
        end(ELEMENT);
        out.endGroup();
      }
      end(LIST);
    }
    out.endGroup();
    end(column);
  }

  private void start(Column column) {
    out.startField(column.name(), column.index());
  }

  private void end(Column column) {
    out.endField(column.name(), column.index());
  }
}
