package io.sidecart.transforms.models;

import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.StoragePaths;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** Writes small models with the columns that MLlib writes. */
public final class TestModels {
  public static final Schema SCHEMA =
      SchemaBuilder.record("spark_schema")
          .fields()
          .requiredInt("id")
          .name("features")
          .type()
          .array()
          .items()
          .floatType()
          .noDefault()
          .endRecord();

  private TestModels() {}

  /** Registers and publishes a model, and says how a pipeline refers to it. */
  public static ModelReference publish(ModelStore store, Factors users, Factors items)
      throws IOException {
    store.publish(register(store, users, items).version());
    return ModelReferences.current(store);
  }

  /** Registers a model. */
  public static Manifest register(ModelStore store, Factors users, Factors items)
      throws IOException {
    Draft draft = store.draft();
    write(draft, "userFactors", users);
    write(draft, "itemFactors", items);
    return register(store, draft, users.rank(), users.size(), items.size());
  }

  /** Registers what stands in a draft. */
  public static Manifest register(ModelStore store, Draft draft, int rank, int users, int items)
      throws IOException {
    return store.register(
        draft,
        files ->
            new Manifest(
                Manifest.FORMAT_VERSION,
                draft.version(),
                Instant.parse("2026-11-20T10:15:00Z"),
                new Manifest.Parameters(rank, 10, 0.1, 1, true, 42, 0.8),
                new Manifest.Data("history", 10, users, items, 8, 2),
                new Manifest.Size(rank, users, items),
                new TreeMap<>(),
                files));
  }

  /** Writes a table of a draft in two files. */
  public static void write(Draft draft, String table, Factors factors) throws IOException {
    List<GenericRecord> rows = rows(factors);
    int half = rows.size() / 2;
    write(draft, table + "/part-00000-a.snappy.parquet", SCHEMA, rows.subList(0, half));
    write(draft, table + "/part-00001-a.snappy.parquet", SCHEMA, rows.subList(half, rows.size()));
  }

  /** Writes a file of a draft. */
  public static void write(Draft draft, String file, Schema schema, List<GenericRecord> rows)
      throws IOException {
    Path path = Files.createTempFile("factors", ".parquet");
    Configuration configuration = new Configuration(false);
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(path))
            .withSchema(schema)
            .withConf(configuration)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
    Storages.publish(
        Storages.of(draft.alsFolder()),
        StoragePaths.child(draft.alsFolder(), file),
        Files.readAllBytes(path));
    Files.delete(path);
  }

  /** The rows of a table, the largest id first. */
  public static List<GenericRecord> rows(Factors factors) {
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = factors.size() - 1; i >= 0; i--) {
      rows.add(row(factors.id(i), factors.vector(i)));
    }
    return rows;
  }

  /** A row of a table. */
  public static GenericRecord row(int id, float... vector) {
    GenericData.Array<Float> features =
        new GenericData.Array<>(vector.length, SCHEMA.getField("features").schema());
    for (float value : vector) {
      features.add(value);
    }
    return new GenericRecordBuilder(SCHEMA).set("id", id).set("features", features).build();
  }
}
