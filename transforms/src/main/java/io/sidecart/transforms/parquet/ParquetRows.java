package io.sidecart.transforms.parquet;

import io.sidecart.model.RootCause;
import io.sidecart.model.SidecartException;
import java.io.Closeable;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetReader;
import org.jspecify.annotations.Nullable;

/** The rows of one open file, in its order. */
public final class ParquetRows implements Closeable {
  private final String path;
  private final ParquetReader<GenericRecord> reader;

  private ParquetRows(String path, ParquetReader<GenericRecord> reader) {
    this.path = path;
    this.reader = reader;
  }

  static ParquetRows open(String path, Step<ParquetReader<GenericRecord>> opener) {
    return new ParquetRows(path, explained(path, opener));
  }

  /**
   * The next row, null after the last.
   *
   * @throws SidecartException if the file is damaged
   */
  public @Nullable GenericRecord next() {
    return explained(path, reader::read);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** What can fail while a file is read. */
  interface Step<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /**
   * Runs the step.
   *
   * @throws SidecartException where it fails; the message names the file
   */
  static <T extends @Nullable Object> T explained(String path, Step<T> step) {
    try {
      return step.run();
    } catch (SidecartException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The reason too: the file may be sound where a disk or a node is away.
      throw new SidecartException(
          "Cannot be read as Parquet: %s (%s)".formatted(path, RootCause.message(e)), e);
    }
  }
}
