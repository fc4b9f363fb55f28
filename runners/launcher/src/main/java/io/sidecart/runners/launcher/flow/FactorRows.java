package io.sidecart.runners.launcher.flow;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Rows of a model's tables of factors, with the columns that MLlib writes. */
public final class FactorRows {
  public static final Schema SCHEMA =
      SchemaBuilder.record("factors")
          .fields()
          .requiredInt("id")
          .name("features")
          .type()
          .array()
          .items()
          .floatType()
          .noDefault()
          .endRecord();

  private FactorRows() {}

  /** The vector of a user or an item. */
  public static GenericRecord row(int id, List<Float> vector) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("id", id);
    row.put("features", vector);
    return row;
  }
}
