package io.sidecart.transforms.storage;

import static io.sidecart.transforms.storage.StorageFailures.explained;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A channel for reading whose failures name the file; a disk or a node can fail at any read. */
final class ExplainedInput implements SeekableByteChannel {
  private final String path;
  private final SeekableByteChannel channel;

  ExplainedInput(String path, SeekableByteChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer target) {
    return explained("read", path, () -> channel.read(target));
  }

  @Override
  public long position() {
    return explained("read", path, channel::position);
  }

  @Override
  public SeekableByteChannel position(long position) {
    explained("read", path, () -> channel.position(position));
    return this;
  }

  @Override
  public long size() {
    return explained("read", path, channel::size);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    explained(
        "read",
        path,
        () -> {
          channel.close();
          return path;
        });
  }
}
