package io.sidecart.transforms.tables;

import io.sidecart.model.ItemFeatures;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;

/** Features of items: item_id, department, category. */
public final class ItemFeaturesTable implements Table<ItemFeatures> {
  private static final long serialVersionUID = 1L;
  private static final Schema SCHEMA =
      SchemaBuilder.record("ItemFeatures")
          .namespace("io.sidecart")
          .fields()
          .requiredInt("item_id")
          .requiredString("department")
          .requiredString("category")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Coder<ItemFeatures> coder() {
    return ItemFeaturesCoder.of();
  }

  @Override
  public GenericRecord toRecord(ItemFeatures features) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("item_id", features.itemId());
    row.put("department", features.department());
    row.put("category", features.category());
    return row;
  }

  @Override
  public ItemFeatures fromRecord(GenericRecord row) {
    return new ItemFeatures(
        (Integer) row.get("item_id"),
        row.get("department").toString(),
        row.get("category").toString());
  }
}
