package io.sidecart.transforms.storage;

import static io.sidecart.transforms.storage.StorageFailures.explained;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel whose failures name the file; a disk can be full at any write. */
final class ExplainedChannel implements WritableByteChannel {
  private final String path;
  private final WritableByteChannel channel;
  private final StorageFailures.Action<Void> close;

  /**
   * @param close makes what was written durable and closes the channel
   */
  ExplainedChannel(String path, WritableByteChannel channel, StorageFailures.Action<Void> close) {
    this.path = path;
    this.channel = channel;
    this.close = close;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return explained("write", path, () -> channel.write(source));
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      explained("write", path, close);
    }
  }
}
