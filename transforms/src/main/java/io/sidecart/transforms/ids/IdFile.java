package io.sidecart.transforms.ids;

import io.sidecart.model.SidecartException;
import io.sidecart.model.ids.IdDictionary;
import io.sidecart.model.ids.IdSource;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import io.sidecart.transforms.worker.WorkerResources;
import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary as a Parquet file: number and text, in the order of the numbers. A worker reads it
 * once, for all its threads, and again where it is asked for a number that was given since.
 *
 * @param path the file
 */
public record IdFile(String path) implements IdSource {
  private static final long serialVersionUID = 1L;

  private static final Schema SCHEMA =
      SchemaBuilder.record("Id")
          .namespace("io.sidecart")
          .fields()
          .requiredInt("number")
          .requiredString("text")
          .endRecord();

  /** Writes a dictionary: a reader sees all of it or the file that was there before. */
  public void write(IdDictionary dictionary) throws IOException {
    List<GenericRecord> rows = new ArrayList<>(dictionary.size());
    for (String text : dictionary.texts()) {
      GenericRecord row = new GenericData.Record(SCHEMA);
      row.put("number", rows.size());
      row.put("text", text);
      rows.add(row);
    }
    ParquetFiles.publish(Storages.of(path), path, SCHEMA, rows, Map::of);
  }

  /**
   * Reads it.
   *
   * @throws SidecartException if it is damaged; the message names it
   */
  public IdDictionary read() throws IOException {
    List<String> texts = new ArrayList<>();
    try (ParquetRows rows = ParquetFiles.read(Storages.of(path), path, SCHEMA)) {
      for (@Nullable GenericRecord row = rows.next(); row != null; row = rows.next()) {
        if ((Integer) row.get("number") != texts.size()) {
          throw new SidecartException(
              "%s is no dictionary: number %s stands at place %d"
                  .formatted(path, row.get("number"), texts.size()));
        }
        texts.add(row.get("text").toString());
      }
    }
    return IdDictionary.of(texts);
  }

  /** The dictionary where there is one, an empty one where there is none yet. */
  public IdDictionary readIfThere() throws IOException {
    return exists() ? read() : IdDictionary.empty();
  }

  public boolean exists() throws IOException {
    Storage storage = Storages.of(path);
    return storage.exists(path);
  }

  private record Key(String path) {}

  /** A dictionary only grows, and a model that is published later may have learned of more. */
  private final class Held implements AutoCloseable {
    private volatile IdDictionary dictionary;

    Held(IdDictionary dictionary) {
      this.dictionary = dictionary;
    }

    IdDictionary dictionaryWith(int number) {
      return number < dictionary.size() ? dictionary : readAgain(number);
    }

    private synchronized IdDictionary readAgain(int number) {
      if (number >= dictionary.size()) {
        dictionary = readNow();
      }
      return dictionary;
    }

    @Override
    public void close() {}
  }

  private record Leased(Lease<Held> lease) implements Opened {
    @Override
    public IdDictionary dictionary() {
      return lease.get().dictionary;
    }

    @Override
    public String textOf(int number) {
      return lease.get().dictionaryWith(number).textOf(number);
    }

    @Override
    public void close() {
      lease.close();
    }
  }

  @Override
  public Opened open() {
    return new Leased(
        WorkerResources.lease(
            new Key(path), WorkerResources.ACROSS_BATCHES, () -> new Held(readNow())));
  }

  private IdDictionary readNow() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the dictionary " + path, e);
    }
  }
}
