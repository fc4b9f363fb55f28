package io.sidecart.runners.launcher.drill;

import io.sidecart.transforms.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** A storage whose process ends at a moment of a compaction as by kill -9. */
final class DyingStorage implements Storage {
  /** What a shell tells of a process that was killed with SIGKILL. */
  static final int STATUS = 137;

  private final Storage storage;
  private final Moment moment;

  DyingStorage(Storage storage, Moment moment) {
    this.storage = storage;
    this.moment = moment;
  }

  private static void dieIf(boolean now) {
    if (now) {
      Runtime.getRuntime().halt(STATUS);
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return storage.list(folder);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return storage.exists(path);
  }

  @Override
  public SeekableByteChannel open(String path) throws IOException {
    return storage.open(path);
  }

  @Override
  public WritableByteChannel create(String path) throws IOException {
    WritableByteChannel channel = storage.create(path);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        int count = channel.write(source);
        dieIf(moment.isAfterWrite(path));
        return count;
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
        dieIf(moment.isAfterClose(path));
      }
    };
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) throws IOException {
    boolean created = storage.createIfAbsent(path, content);
    dieIf(created && moment.isAfterLock(path));
    return created;
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Move move = new Move(from, to);
    dieIf(moment.isBeforeRename(move));
    storage.rename(from, to);
    dieIf(moment.isAfterRename(move));
  }

  @Override
  public void delete(String path) throws IOException {
    dieIf(moment.isBeforeDelete(path));
    boolean existed = storage.exists(path);
    storage.delete(path);
    dieIf(existed && moment.isAfterDelete(path));
  }
}
