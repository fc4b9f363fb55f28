package io.sidecart.transforms.compact;

import io.sidecart.model.EventId;
import io.sidecart.transforms.parquet.EnrichedEventRows;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.Spans;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.jspecify.annotations.Nullable;

/** Writes sorted rows into as many files of hidden names as the target size makes of them. */
final class Outputs implements Closeable {
  private final Storage storage;
  private final String folder;
  private final String attempt;
  private final long targetBytes;
  private final int firstNumber;
  private final List<Written> written = new ArrayList<>();
  private @Nullable ParquetWriter<GenericRecord> writer;
  private Spans spans = new Spans();
  private long rows;

  /** What a byte takes on the disk: rows that are still in memory are not compressed yet. */
  private double onDisk = 1;

  /** A complete file. */
  record Written(String path, long rows, Spans spans) {}

  Outputs(Storage storage, String folder, String attempt, long targetBytes, int firstNumber) {
    this.storage = storage;
    this.folder = folder;
    this.attempt = attempt;
    this.targetBytes = targetBytes;
    this.firstNumber = firstNumber;
  }

  void add(GenericRecord row, EventId id) throws IOException {
    if (writer == null) {
      Spans ofFile = new Spans();
      spans = ofFile;
      rows = 0;
      writer = ParquetFiles.create(storage, path(), EnrichedEventRows.SCHEMA, ofFile::toFooter);
    }
    writer.write(row);
    spans.add(id);
    rows++;
    if (writer.getDataSize() * onDisk >= targetBytes) {
      finishFile();
    }
  }

  private void finishFile() throws IOException {
    if (writer != null) {
      ParquetWriter<GenericRecord> finished = writer;
      String path = path();
      writer = null;
      long size = finished.getDataSize();
      finished.close();
      try (SeekableByteChannel file = storage.open(path)) {
        onDisk = (double) file.size() / size;
      }
      written.add(new Written(path, rows, spans));
    }
  }

  /** Completes the last file; all that were written, in order. */
  List<Written> finish() throws IOException {
    finishFile();
    return List.copyOf(written);
  }

  private String path() {
    return StoragePaths.child(folder, Names.temporary(attempt, firstNumber + written.size()));
  }

  /** Gives up a file that is not complete. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
