package io.sidecart.transforms.tables;

import io.sidecart.model.BaselineItem;
import io.sidecart.transforms.coders.BaselineItemCoder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;

/** Baselines: name, position, item_id. */
public final class BaselineTable implements Table<BaselineItem> {
  private static final long serialVersionUID = 1L;
  private static final Schema SCHEMA =
      SchemaBuilder.record("BaselineItem")
          .namespace("io.sidecart")
          .fields()
          .requiredString("name")
          .requiredInt("position")
          .requiredInt("item_id")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Coder<BaselineItem> coder() {
    return BaselineItemCoder.of();
  }

  @Override
  public GenericRecord toRecord(BaselineItem item) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("name", item.name());
    row.put("position", item.position());
    row.put("item_id", item.itemId());
    return row;
  }

  @Override
  public BaselineItem fromRecord(GenericRecord row) {
    return new BaselineItem(
        row.get("name").toString(), (Integer) row.get("position"), (Integer) row.get("item_id"));
  }
}
