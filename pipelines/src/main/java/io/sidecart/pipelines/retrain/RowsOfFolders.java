package io.sidecart.pipelines.retrain;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.compact.RowFiles;
import io.sidecart.transforms.parquet.ParquetFiles;
import io.sidecart.transforms.parquet.ParquetRows;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of a folder and of those below it, one folder after the other. The stream may write and
 * compact meanwhile: a folder of which a file was compacted away under the reader's eyes is read
 * again, so that its rows come twice and none is missed.
 */
final class RowsOfFolders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RowsOfFolders.class);

  private final Storage storage;
  private final Schema columns;
  private final Iterator<String> folders;
  private @Nullable String folder;
  private Iterator<Entry> files = List.<Entry>of().iterator();
  private @Nullable Entry file;
  private @Nullable ParquetRows rows;
  private long read;
  private long readBefore;

  /**
   * @param root need not exist
   */
  RowsOfFolders(Storage storage, String root, Schema columns) throws IOException {
    this.storage = storage;
    this.columns = columns;
    this.folders = Storages.visibleFolders(storage, root).iterator();
  }

  /** How many rows were given by now; a folder that is read again counts once. */
  long read() {
    return read;
  }

  /**
   * The next row; null after the last of all folders.
   *
   * @throws SidecartException if a file cannot be read
   */
  @Nullable GenericRecord next() {
    while (true) {
      try {
        if (rows == null && !openNext()) {
          return null;
        }
        GenericRecord row = rows.next();
        if (row != null) {
          read++;
          return row;
        }
        close();
      } catch (SidecartException e) {
        beginAgain(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean openNext() throws IOException {
    while (!files.hasNext()) {
      if (!folders.hasNext()) {
        return false;
      }
      folder = folders.next();
      readBefore = read;
      file = null;
      files = RowFiles.in(storage, folder).iterator();
    }
    file = files.next();
    rows = ParquetFiles.read(storage, file.path(), columns);
    return true;
  }

  /** A file that still stands there is not gone but damaged. */
  private void beginAgain(SidecartException failure) {
    close();
    try {
      List<Entry> now = folder == null ? List.of() : RowFiles.in(storage, folder);
      if (file == null || now.contains(file)) {
        throw failure;
      }
      LOG.info("The files in {} changed meanwhile: reading them again", folder);
      files = now.iterator();
      file = null;
      read = readBefore;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * Closes the file that is open.
   *
   * @throws UncheckedIOException if the storage fails
   */
  @Override
  public void close() {
    ParquetRows open = rows;
    rows = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
