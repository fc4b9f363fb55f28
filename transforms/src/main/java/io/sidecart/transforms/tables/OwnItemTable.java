package io.sidecart.transforms.tables;

import io.sidecart.model.OwnItem;
import io.sidecart.transforms.coders.OwnItemCoder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.KV;

/**
 * Who bought what how often: user_id, item_id, times_bought, first_bought and last_bought, which
 * may be null, and decayed.
 */
public final class OwnItemTable implements Table<KV<Integer, OwnItem>> {
  private static final long serialVersionUID = 1L;
  private static final Schema SCHEMA =
      SchemaBuilder.record("OwnItem")
          .namespace("io.sidecart")
          .fields()
          .requiredInt("user_id")
          .requiredInt("item_id")
          .requiredInt("times_bought")
          .name("first_bought")
          .type(Times.NULLABLE)
          .withDefault(null)
          .name("last_bought")
          .type(Times.NULLABLE)
          .withDefault(null)
          .requiredDouble("decayed")
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Coder<KV<Integer, OwnItem>> coder() {
    return KvCoder.of(VarIntCoder.of(), OwnItemCoder.of());
  }

  @Override
  public GenericRecord toRecord(KV<Integer, OwnItem> own) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("user_id", own.getKey());
    row.put("item_id", own.getValue().itemId());
    row.put("times_bought", own.getValue().timesBought());
    row.put("first_bought", Times.toMillis(own.getValue().firstBought()));
    row.put("last_bought", Times.toMillis(own.getValue().lastBought()));
    row.put("decayed", own.getValue().decayed());
    return row;
  }

  @Override
  public KV<Integer, OwnItem> fromRecord(GenericRecord row) {
    return KV.of(
        (Integer) row.get("user_id"),
        new OwnItem(
            (Integer) row.get("item_id"),
            (Integer) row.get("times_bought"),
            Times.ofCell(row.get("first_bought")),
            Times.ofCell(row.get("last_bought")),
            (Double) row.get("decayed")));
  }
}
