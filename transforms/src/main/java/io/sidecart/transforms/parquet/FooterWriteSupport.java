package io.sidecart.transforms.parquet;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes as another does, and into the footer what is known only once all rows are written. */
@SuppressWarnings("deprecation") // the successors of these methods are not in Spark's Parquet 1.13
final class FooterWriteSupport<T> extends WriteSupport<T> {
  private final WriteSupport<T> rows;
  private final Supplier<Map<String, String>> footer;

  private FooterWriteSupport(WriteSupport<T> rows, Supplier<Map<String, String>> footer) {
    this.rows = rows;
    this.footer = footer;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return rows.init(configuration);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    rows.prepareForWrite(consumer);
  }

  @Override
  public void write(T row) {
    rows.write(row);
  }

  @Override
  public String getName() {
    return rows.getName();
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    Map<String, String> all = new HashMap<>(rows.finalizeWrite().getExtraMetaData());
    all.putAll(footer.get());
    return new FinalizedWriteContext(all);
  }

  static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> rows;
    private final Supplier<Map<String, String>> footer;

    Builder(OutputFile file, WriteSupport<T> rows, Supplier<Map<String, String>> footer) {
      super(file);
      this.rows = rows;
      this.footer = footer;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return new FooterWriteSupport<>(rows, footer);
    }
  }
}
