package io.sidecart.transforms.parquet;

import io.sidecart.transforms.storage.Storage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file to be written, as Parquet wants it. */
final class ChannelOutputFile implements OutputFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Storage storage;
  private final String path;
  private long written;

  ChannelOutputFile(Storage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    // Parquet writes a small file in some hundred pieces.
    return new CountingStream(
        new BufferedOutputStream(Channels.newOutputStream(storage.create(path)), BUFFER_BYTES));
  }

  /** How many bytes were written so far. */
  long written() {
    return written;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path;
  }

  private final class CountingStream extends PositionOutputStream {
    private final OutputStream out;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return written;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      written++;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      out.write(bytes, start, length);
      written += length;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
