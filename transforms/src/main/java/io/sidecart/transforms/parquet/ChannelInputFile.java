package io.sidecart.transforms.parquet;

import io.sidecart.transforms.storage.Storage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file to be read, as Parquet wants it. */
final class ChannelInputFile implements InputFile {
  private final Storage storage;
  private final String path;
  private long length = -1;

  ChannelInputFile(Storage storage, String path) {
    this.storage = storage;
    this.path = path;
  }

  @Override
  public long getLength() throws IOException {
    if (length < 0) {
      try (SeekableByteChannel channel = storage.open(path)) {
        length = channel.size();
      }
    }
    return length;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    SeekableByteChannel channel = storage.open(path);
    length = channel.size();
    return new ChannelStream(channel);
  }

  @Override
  public String toString() {
    return path;
  }

  private static final class ChannelStream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }
  }
}
