package io.sidecart.transforms.parquet;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads Parquet files of Avro records, and of enriched events, on any storage.
 *
 * <p>Files are compressed with zstd, dictionary-encoded, and their lists have the three levels that
 * the Parquet format prescribes, so that Spark, DuckDB and others read them. Row groups are kept
 * small, so that many files can be open at once: what a reader holds in memory is about one row
 * group.
 */
public final class ParquetFiles {
  /** The end of the name of every Parquet file. */
  public static final String SUFFIX = ".parquet";

  private static final long ROW_GROUP_BYTES = 16L << 20;

  private ParquetFiles() {}

  /**
   * A file under its final name from the first byte on: a reader may see it half-written.
   *
   * @param footer key-value pairs for the footer, asked for when the writer is closed
   */
  public static ParquetWriter<GenericRecord> create(
      Storage storage, String path, Schema schema, Supplier<Map<String, String>> footer)
      throws IOException {
    return create(new ChannelOutputFile(storage, path), ofRecords(schema), footer);
  }

  private static WriteSupport<GenericRecord> ofRecords(Schema schema) {
    return new AvroWriteSupport<>(
        new AvroSchemaConverter(configuration()).convert(schema), schema, GenericData.get());
  }

  private static <T> ParquetWriter<T> create(
      ChannelOutputFile file, WriteSupport<T> rows, Supplier<Map<String, String>> footer)
      throws IOException {
    return new FooterWriteSupport.Builder<>(file, rows, footer)
        .withConf(configuration())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withDictionaryEncoding(true)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .build();
  }

  /**
   * Lists are of three levels, when written and when asked for. Pages are written with checksums,
   * which readers verify: a damaged page often decompresses to other values.
   */
  static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    configuration.setBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true);
    return configuration;
  }

  /**
   * Writes a whole file under a hidden name and renames it, so that a reader sees all of it or
   * nothing. It replaces a file of its name, and leaves nothing behind where it fails.
   *
   * @return its size in bytes
   */
  public static long publish(
      Storage storage,
      String path,
      Schema schema,
      Iterable<GenericRecord> records,
      Supplier<Map<String, String>> footer)
      throws IOException {
    return publish(storage, path, ofRecords(schema), records, footer);
  }

  /** The same for enriched events, as {@link EnrichedEventRows} describes them. */
  public static long publish(
      Storage storage,
      String path,
      Iterable<EnrichedEvent> events,
      Supplier<Map<String, String>> footer)
      throws IOException {
    return publish(storage, path, new EnrichedEventWriteSupport(), events, footer);
  }

  private static <T> long publish(
      Storage storage,
      String path,
      WriteSupport<T> support,
      Iterable<T> rows,
      Supplier<Map<String, String>> footer)
      throws IOException {
    String hidden = hiddenName(path);
    ChannelOutputFile file = new ChannelOutputFile(storage, hidden);
    ParquetWriter<T> writer = null;
    try {
      writer = create(file, support, footer);
      for (T row : rows) {
        writer.write(row);
      }
      writer.close();
      storage.rename(hidden, path);
      return file.written();
    } catch (IOException | RuntimeException | Error e) {
      removeRemains(storage, hidden, writer, e);
      throw e;
    }
  }

  private static String hiddenName(String path) {
    return StoragePaths.child(
        StoragePaths.parent(path),
        "." + StoragePaths.name(path) + "." + UUID.randomUUID() + ".tmp");
  }

  private static void removeRemains(
      Storage storage, String hidden, @Nullable ParquetWriter<?> writer, Throwable failure) {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
    try {
      storage.delete(hidden);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * The rows of a file, as records of this schema. It may name fewer columns than the file has,
   * then only those are read, and more, then the file's rows have those columns' defaults.
   */
  public static ParquetRows read(Storage storage, String path, Schema schema) {
    Configuration configuration = configuration();
    AvroReadSupport.setRequestedProjection(configuration, schema);
    AvroReadSupport.setAvroReadSchema(configuration, schema);
    return ParquetRows.open(
        path,
        () ->
            AvroParquetReader.<GenericRecord>builder(
                    new ChannelInputFile(storage, path),
                    // Given here: else the builder makes one of its own first, and reads all of
                    // Hadoop's defaults from XML for it, for each file.
                    new HadoopParquetConfiguration(configuration))
                .withDataModel(GenericData.get())
                .build());
  }

  /** A file as Parquet's own readers want it, for those that need no records. */
  public static InputFile input(Storage storage, String path) {
    return new ChannelInputFile(storage, path);
  }

  /**
   * What the end of a file tells: schema, key-value pairs, and the statistics of its row groups.
   *
   * @throws SidecartException if it is no Parquet file or a damaged one
   */
  public static ParquetMetadata footer(Storage storage, String path) {
    return ParquetRows.explained(
        path,
        () -> {
          try (ParquetFileReader reader =
              ParquetFileReader.open(
                  new ChannelInputFile(storage, path),
                  ParquetReadOptions.builder(new HadoopParquetConfiguration(configuration()))
                      .build())) {
            return reader.getFooter();
          }
        });
  }
}
