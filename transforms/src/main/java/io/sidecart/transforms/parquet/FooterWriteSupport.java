package io.sidecart.transforms.parquet;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes Avro records, and into the footer what is known only once they are all written. */
@SuppressWarnings("deprecation") // the successors of these methods are not in Spark's Parquet 1.13
final class FooterWriteSupport extends WriteSupport<GenericRecord> {
  private final AvroWriteSupport<GenericRecord> records;
  private final Supplier<Map<String, String>> footer;

  private FooterWriteSupport(
      AvroWriteSupport<GenericRecord> records, Supplier<Map<String, String>> footer) {
    this.records = records;
    this.footer = footer;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return records.init(configuration);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    records.prepareForWrite(consumer);
  }

  @Override
  public void write(GenericRecord record) {
    records.write(record);
  }

  @Override
  public String getName() {
    return records.getName();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(footer.get());
  }

  static final class Builder extends ParquetWriter.Builder<GenericRecord, Builder> {
    private final Schema schema;
    private final Supplier<Map<String, String>> footer;

    Builder(OutputFile file, Schema schema, Supplier<Map<String, String>> footer) {
      super(file);
      this.schema = schema;
      this.footer = footer;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<GenericRecord> getWriteSupport(Configuration configuration) {
      return new FooterWriteSupport(
          new AvroWriteSupport<>(
              new AvroSchemaConverter(configuration).convert(schema), schema, GenericData.get()),
          footer);
    }
  }
}
